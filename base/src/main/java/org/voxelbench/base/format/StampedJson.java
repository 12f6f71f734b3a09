package org.voxelbench.base.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.ProgramVersion;

/**
 * A kind of {@link StrictJson} file that begins with its schema and the version that wrote it.
 *
 * @param schema what is read and written
 */
public record StampedJson(FileSchema schema) {

  /** Writes a value whole or not at all. */
  public void write(Path file, Object value) {
    StrictJson.write(file, schema.stamped(StrictJson.tree(value)));
  }

  /** What {@link #write} writes. */
  public String text(Object value) {
    return StrictJson.text(schema.stamped(StrictJson.tree(value)));
  }

  /**
   * Reads a value.
   *
   * @throws OtherVersionException if it is of a schema that isn't known, or another version's whose
   *     keys aren't
   * @throws BadInputException as {@link StrictJson#read}
   */
  public <T> T read(Path file, Class<T> type) {
    return read(file, type, Map.of());
  }

  /**
   * Reads a value whose file may be older than some of its keys.
   *
   * @param later what these keys have where they are missing, by their JSON pointers
   */
  public <T> T read(Path file, Class<T> type, Map<String, Object> later) {
    String where = "'" + file + "'";
    String text = StrictJson.content(file);
    Map<String, String> stated = FileSchema.stated(StrictJson.parse(where, text, JsonNode.class));
    schema.check(where, stated);
    try {
      return StrictJson.parse(where, text, type, later, FileSchema.KEYS);
    } catch (BadInputException e) {
      String writtenBy = FileSchema.writtenBy(stated);
      if (stated.isEmpty() || writtenBy.equals(ProgramVersion.current())) {
        throw e;
      }
      throw new OtherVersionException(where, writtenBy, "its keys are others", e);
    }
  }

  /** The version that a file says it was written by; empty if it is none, or says nothing. */
  public static Optional<String> writtenBy(Path file) {
    try {
      JsonNode json = StrictJson.read(file, JsonNode.class);
      return Optional.of(json.path(FileSchema.WRITTEN_BY).asText()).filter(by -> !by.isEmpty());
    } catch (BadInputException e) {
      return Optional.empty();
    }
  }

  /** Reads an object whatever its keys, without the stamp. */
  public ObjectNode readTree(Path file) {
    ObjectNode json = read(file, ObjectNode.class);
    json.remove(FileSchema.KEYS);
    return json;
  }
}
