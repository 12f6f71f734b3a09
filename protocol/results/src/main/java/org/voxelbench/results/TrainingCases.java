package org.voxelbench.results;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Comparator;
import java.util.regex.Pattern;
import org.voxelbench.base.BadInputException;

/**
 * How many labelled cases a run trains on.
 *
 * @param text {@code all} for all training cases of its fold, a number for so many of them, {@code
 *     unstated} in files that don't say
 */
public record TrainingCases(String text) implements Comparable<TrainingCases> {

  /** All training cases of the fold. */
  public static final TrainingCases ALL = new TrainingCases("all");

  /** Of files by VoxelBench 0.1 and of imported results. */
  public static final TrainingCases UNSTATED = new TrainingCases("unstated");

  private static final Pattern COUNT = Pattern.compile("[1-9][0-9]{0,8}");

  private static final Comparator<TrainingCases> FEWEST_FIRST =
      Comparator.comparingInt(cases -> cases.bounded() ? cases.most() : Integer.MAX_VALUE);

  public TrainingCases {
    if (!text.equals("all") && !text.equals("unstated") && !COUNT.matcher(text).matches()) {
      throw new BadInputException(
          "'" + text + "' is no number of training cases; give a number of 1 or more, or all.");
    }
  }

  /** So many cases. */
  public static TrainingCases of(int most) {
    return new TrainingCases(Integer.toString(most));
  }

  /** What a key of a file holds: a number or a word. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static TrainingCases read(Object value) {
    return new TrainingCases(value.toString());
  }

  /** The same as a file has it. */
  @JsonValue
  Object value() {
    return bounded() ? (Object) most() : text;
  }

  /** Whether it is a number. */
  public boolean bounded() {
    return COUNT.matcher(text).matches();
  }

  /** The number. */
  public int most() {
    return Integer.parseInt(text);
  }

  /** Such as {@code 4 training cases}. */
  public String words() {
    return text + (text.equals("1") ? " training case" : " training cases");
  }

  /** Fewer cases come first, all of them last. */
  @Override
  public int compareTo(TrainingCases other) {
    return FEWEST_FIRST.thenComparing(TrainingCases::text).compare(this, other);
  }

  @Override
  public String toString() {
    return text;
  }
}
