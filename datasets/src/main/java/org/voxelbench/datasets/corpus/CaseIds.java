package org.voxelbench.datasets.corpus;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.voxelbench.base.file.Sha256;
import org.voxelbench.datasets.raw.RawCase;

/**
 * Makes a case's id of its path in the corpus: {@code a/b/c} is {@code a__b__c}.
 *
 * <p>Where that would be long, no name of a file, or that of another path, it is made one by a hash
 * of the path at its end. So an id never depends on what else is in the corpus.
 */
final class CaseIds {

  /** Bytes in UTF-8: file systems take 255, and files are called after cases with more behind. */
  private static final int LONGEST = 120;

  private static final int HASH = 12;
  private static final String SLASH = "__";

  /** What two paths could have in common once their slashes are replaced. */
  private static final Pattern AMBIGUOUS = Pattern.compile("__|_/|/_");

  private static final Pattern NO_NAME = Pattern.compile("^\\.+|[\\\\\\p{Cntrl}:*?\"<>|]");

  private CaseIds() {}

  /**
   * The id of an image.
   *
   * @param path its path in the corpus without file ending, with slashes
   */
  static String of(String path) {
    String id = path.replace("/", SLASH);
    boolean plain =
        bytes(id) <= LONGEST
            && !NO_NAME.matcher(id).find()
            && !AMBIGUOUS.matcher(path).find()
            && RawCase.isId(id);
    return plain
        ? id
        : cut(NO_NAME.matcher(id).replaceAll("-"), LONGEST - HASH - 1)
            + "-"
            + Sha256.of(path).substring(0, HASH);
  }

  private static String cut(String text, int bytes) {
    int end = text.length();
    while (bytes(text.substring(0, end)) > bytes) {
      end = text.offsetByCodePoints(end, -1);
    }
    return text.substring(0, end);
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
