package org.voxelbench.harness.console;

/** The exit codes of the command line. */
public final class ExitCode {

  /** Everything asked for was done. */
  public static final int DONE = 0;

  /** A run failed or diverged; the others are done, and the report says so. */
  public static final int RUN_FAILED = 1;

  /** The input can't be used; nothing was trained. */
  public static final int BAD_INPUT = 2;

  /** Stopped by a signal with all saved: start again to continue (sysexits' EX_TEMPFAIL). */
  public static final int INTERRUPTED = 75;

  /** An error of VoxelBench itself. */
  public static final int INTERNAL = 70;

  private ExitCode() {}
}
