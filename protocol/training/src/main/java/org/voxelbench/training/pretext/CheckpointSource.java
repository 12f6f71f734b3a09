package org.voxelbench.training.pretext;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.voxelbench.base.BadInputException;
import org.voxelbench.training.transfer.TransferScope;

/**
 * Weights that others trained, as a protocol names them.
 *
 * @param file where the file lies, as the working directory sees it; empty if it is fetched
 * @param fetch address that it is fetched from once; empty if it lies here
 * @param sha256 hash of the file, in hex; empty if nobody knows that of a file that is fetched
 * @param transfer the parts that move to the downstream network
 * @param names what a weight's name begins with in the file, and with what instead here
 * @param corpus data sets that it was trained on, by name, as far as they are known
 */
public record CheckpointSource(
    String file,
    String fetch,
    String sha256,
    TransferScope transfer,
    Map<String, String> names,
    List<String> corpus) {

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern ADDRESS = Pattern.compile("https://[^\\s/]+/\\S+");

  public CheckpointSource {
    names = Map.copyOf(names);
    corpus = List.copyOf(corpus);
  }

  /**
   * Whether it can be looked for.
   *
   * @param label the method's name in the protocol
   * @throws BadInputException naming the setting that is absent or ill-formed
   */
  public void check(String label) {
    if (file.isEmpty() == fetch.isEmpty()) {
      throw refused(
          label,
          (file.isEmpty() ? "names no file" : "gives both 'file' and 'fetch'")
              + "; give 'file', a path, or 'fetch', an address that begins with https://");
    }
    if (!fetch.isEmpty() && !ADDRESS.matcher(fetch).matches()) {
      throw refused(
          label, "has the address '" + fetch + "'; give 'fetch' one that begins with https://");
    }
    boolean unknown = sha256.isEmpty() && !fetch.isEmpty();
    if (!unknown && !SHA256.matcher(sha256).matches()) {
      throw refused(
          label,
          (sha256.isEmpty() ? "gives no 'sha256'" : "has the sha256 '" + sha256 + "'")
              + "; give the 64 hexadecimal digits that 'voxelbench weights show FILE' prints, so"
              + " that everybody starts from the same weights");
    }
    if (transfer == TransferScope.NOTHING) {
      throw refused(label, "has 'transfer: NOTHING'; take 'scratch-fixed' for a random start");
    }
  }

  private static BadInputException refused(String label, String what) {
    return new BadInputException("method '" + label + "' " + what + ".");
  }
}
