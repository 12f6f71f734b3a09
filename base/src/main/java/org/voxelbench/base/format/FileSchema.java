package org.voxelbench.base.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.voxelbench.base.ProgramVersion;

/**
 * The versions of a kind of file that this program reads, and the one that it writes.
 *
 * <p>A file states its own under {@code schema}, and the version of the program that wrote it under
 * {@code writtenBy}. Files of VoxelBench 0.1 state neither and are of schema 1. A schema goes up
 * when programs that know the one before can't read the file, or would take it for something else.
 *
 * @param oldest the first schema that is still read
 * @param current the schema that is written
 */
public record FileSchema(int oldest, int current) {

  static final String SCHEMA = "schema";
  static final String WRITTEN_BY = "writtenBy";

  /** The keys by which a file states both. */
  public static final Set<String> KEYS = Set.of(SCHEMA, WRITTEN_BY);

  private static final String WRITTEN_BY_COLUMN = "written_by";

  /** The last columns of a CSV file, by which each of its rows states both. */
  public static final List<String> COLUMNS = List.of(SCHEMA, WRITTEN_BY_COLUMN);

  private static final String UNSTATED = "1";
  private static final String FIRST_VERSION = "0.1";

  /** What a file that is written now states, by key. */
  public Map<String, String> stamp() {
    return Map.of(SCHEMA, Integer.toString(current), WRITTEN_BY, ProgramVersion.current());
  }

  /** A JSON object with what it states before its own keys. */
  public ObjectNode stamped(ObjectNode json) {
    ObjectNode stamped = json.objectNode();
    stamped.put(SCHEMA, current);
    stamped.put(WRITTEN_BY, ProgramVersion.current());
    stamped.setAll(json);
    return stamped;
  }

  /** The version that wrote a file, by what the file states. */
  public static String writtenBy(Map<String, String> stated) {
    return stated.getOrDefault(WRITTEN_BY, FIRST_VERSION);
  }

  /**
   * Checks that a file can be read.
   *
   * @param where the file, as messages call it
   * @param stated what it states by key, other keys among them
   * @throws OtherVersionException if it is of a schema that this program doesn't read
   */
  public void check(String where, Map<String, String> stated) {
    String schema = stated.getOrDefault(SCHEMA, UNSTATED);
    boolean known =
        schema.matches("[0-9]{1,9}")
            && Integer.parseInt(schema) >= oldest
            && Integer.parseInt(schema) <= current;
    if (!known) {
      throw new OtherVersionException(
          where,
          writtenBy(stated),
          "its schema is "
              + schema
              + ", known "
              + (oldest == current ? "is " + current : "are " + oldest + " to " + current));
    }
  }

  /** What the first row of a CSV file states, by column. */
  public static Map<String, String> stated(Map<String, String> row) {
    Map<String, String> stated = new LinkedHashMap<>();
    Optional.ofNullable(row.get(SCHEMA)).ifPresent(schema -> stated.put(SCHEMA, schema));
    Optional.ofNullable(row.get(WRITTEN_BY_COLUMN)).ifPresent(by -> stated.put(WRITTEN_BY, by));
    return stated;
  }

  /** What a JSON object states of itself. */
  public static Map<String, String> stated(JsonNode json) {
    Map<String, String> stated = new LinkedHashMap<>();
    for (String key : KEYS) {
      if (json.has(key)) {
        stated.put(key, json.get(key).asText());
      }
    }
    return stated;
  }
}
