package org.voxelbench.harness.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;
import org.voxelbench.base.BadInputException;
import org.voxelbench.training.protocol.Protocol;
import org.voxelbench.training.protocol.Protocols;

/** The keys in which two protocols aren't comparable. */
public final class ProtocolDifferences {

  private static final int LONGEST = 40;

  private ProtocolDifferences() {}

  /**
   * Refuses a protocol whose rows may not be ranked with those of another.
   *
   * @param file where the other one is kept, beside its runs
   * @throws BadInputException naming the keys
   */
  public static void refuse(Path file, Protocol before, Protocol now) {
    List<String> keys = between(before, now);
    if (!keys.isEmpty()) {
      throw new BadInputException(
          "the protocol differs from '"
              + file
              + "', under which this folder's runs were made, in "
              + String.join(", ", keys)
              + "; undo that, or give another --out, for rows of both are never ranked together.");
    }
  }

  /** With both values if they are short. */
  private static List<String> between(Protocol before, Protocol now) {
    SortedMap<String, String> a = leaves(before);
    SortedMap<String, String> b = leaves(now);
    TreeSet<String> keys = new TreeSet<>(a.keySet());
    keys.addAll(b.keySet());
    List<String> differences = new ArrayList<>();
    for (String key : keys) {
      String mine = a.getOrDefault(key, "none");
      String theirs = b.getOrDefault(key, "none");
      if (!mine.equals(theirs)) {
        boolean brief = mine.length() + theirs.length() <= LONGEST;
        differences.add("'" + key + "'" + (brief ? " (" + mine + ", now " + theirs + ")" : ""));
      }
    }
    return differences;
  }

  private static SortedMap<String, String> leaves(Protocol protocol) {
    JsonNode comparable = new JsonMapper().valueToTree(Protocols.comparable(protocol));
    return JsonLeaves.of(comparable);
  }
}
