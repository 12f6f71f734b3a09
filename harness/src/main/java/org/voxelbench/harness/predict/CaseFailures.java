package org.voxelbench.harness.predict;

import java.util.Locale;
import java.util.function.Supplier;
import org.voxelbench.base.BadInputException;
import org.voxelbench.engine.EngineException;

/** Says of which case it is that memory was not enough, or that it can't be predicted at all. */
public final class CaseFailures {

  private CaseFailures() {}

  /**
   * Works on one case.
   *
   * @throws BadInputException naming the case, if the work fails for its data or for memory
   * @throws EngineException naming the case, if the engine fails, such as for the device's memory
   */
  public static <T> T of(String caseId, Supplier<T> work) {
    try {
      return work.get();
    } catch (OutOfMemoryError e) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "case '%s' can't be predicted within the %d MiB of heap that Java has; give it more"
                  + " with -Xmx or crop the case.",
              caseId,
              Runtime.getRuntime().maxMemory() >> 20),
          e);
    } catch (BadInputException e) {
      throw new BadInputException("case '" + caseId + "': " + e.getMessage(), e);
    } catch (EngineException e) {
      throw new EngineException("case '" + caseId + "': " + e.getMessage(), e);
    }
  }

  /**
   * The length of an image in one array.
   *
   * @throws BadInputException if no array is that long
   */
  public static int imageLength(int channels, int[] shape) {
    double length = (double) channels * shape[0] * shape[1] * shape[2];
    if (length > Integer.MAX_VALUE - 8) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "%d channels of %d x %d x %d voxels don't fit into one array; plan a larger spacing"
                  + " or crop the case.",
              channels,
              shape[0],
              shape[1],
              shape[2]));
    }
    return (int) length;
  }
}
