package org.voxelbench.base.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.file.AtomicFile;
import org.voxelbench.base.file.FileFault;
import org.voxelbench.base.file.TextFile;

/** JSON files of the protocol: read with a sentence where they can't be, written atomically. */
public final class JsonFile {

  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

  private JsonFile() {}

  /**
   * Reads a file.
   *
   * @throws BadInputException naming the file, if it is missing, not UTF-8 or no JSON
   */
  public static JsonNode read(Path file) {
    String text = TextFile.read(file);
    try {
      JsonNode json = MAPPER.readTree(text);
      if (json.isMissingNode()) {
        throw new BadInputException(file + " is empty, expected JSON.");
      }
      return json;
    } catch (JsonProcessingException e) {
      throw new BadInputException(
          file
              + " is not valid JSON at line "
              + (e.getLocation() == null ? 1 : e.getLocation().getLineNr())
              + ": "
              + e.getOriginalMessage()
              + ".",
          e);
    }
  }

  /**
   * Writes a file whole or not at all.
   *
   * @throws BadInputException naming the file, if it can't be written
   */
  public static void write(Path file, JsonNode json) {
    try {
      byte[] bytes = MAPPER.writeValueAsBytes(json);
      AtomicFile.write(file, out -> out.write(bytes));
    } catch (IOException e) {
      throw new BadInputException(file + " can't be written: " + FileFault.words(e) + ".", e);
    }
  }
}
