package org.voxelbench.harness.forecast;

/**
 * Where jobs run.
 *
 * @param count how many run side by side
 * @param processes how many processes of their own they have at a time; 0 if they have none
 */
public record Slots(int count, int processes) {

  /** What a process of its own takes to begin and to open what is prepared. */
  private static final double PROCESS_SECONDS = 4;

  double startSeconds() {
    return processes == 0 ? 0 : PROCESS_SECONDS;
  }
}
