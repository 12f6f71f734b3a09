package org.voxelbench.preparation.split;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.Listing;
import org.voxelbench.base.format.JsonFile;

/** nnU-Net's {@code splits_final.json}: a list of {@code {train: [...], val: [...]}}. */
public final class SplitsFile {

  private SplitsFile() {}

  /** Writes the splits whole or not at all. */
  public static void write(List<Split> splits, Path file) {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    for (Split split : splits) {
      ObjectNode entry = json.addObject();
      split.train().forEach(entry.putArray("train")::add);
      split.val().forEach(entry.putArray("val")::add);
    }
    JsonFile.write(file, json);
  }

  /**
   * Reads splits.
   *
   * @param caseIds the data set's cases
   * @throws BadInputException naming the file, and of every fold the cases that are unknown, on
   *     both sides or twice on one
   */
  public static List<Split> read(Path file, Collection<String> caseIds) {
    JsonNode json = JsonFile.read(file);
    if (!json.isArray() || json.isEmpty()) {
      throw new BadInputException(file + " must hold a list of {train, val} objects.");
    }
    Set<String> known = new HashSet<>(caseIds);
    List<Split> splits = new ArrayList<>();
    List<String> faults = new ArrayList<>();
    for (int fold = 0; fold < json.size(); fold++) {
      String where = file + ", fold " + fold;
      try {
        Split split = split(where, json.get(fold));
        unknown(where, split, known).ifPresent(faults::add);
        splits.add(split);
      } catch (BadInputException e) {
        faults.add(e.getMessage());
      }
    }
    if (!faults.isEmpty()) {
      throw new BadInputException(faults);
    }
    return List.copyOf(splits);
  }

  private static Optional<String> unknown(String where, Split split, Set<String> known) {
    List<String> unknown =
        Stream.concat(split.train().stream(), split.val().stream())
            .filter(id -> !known.contains(id))
            .distinct()
            .map(id -> "'" + id + "'")
            .toList();
    return unknown.isEmpty()
        ? Optional.empty()
        : Optional.of(
            where
                + " names case "
                + Listing.of(unknown)
                + ", which the data set doesn't have; correct the file.");
  }

  private static Split split(String where, JsonNode json) {
    List<String> train = ids(where, json, "train");
    List<String> val = ids(where, json, "val");
    try {
      return new Split(train, val);
    } catch (BadInputException e) {
      throw new BadInputException(where + ": " + e.getMessage(), e);
    }
  }

  private static List<String> ids(String where, JsonNode json, String key) {
    JsonNode array = json.get(key);
    List<String> ids = new ArrayList<>();
    if (array != null && array.isArray()) {
      array.forEach(id -> ids.add(id.isTextual() ? id.asText() : ""));
    }
    if (array == null || !array.isArray() || ids.contains("")) {
      throw new BadInputException(where + ": key '" + key + "' must be a list of case ids.");
    }
    return ids;
  }
}
