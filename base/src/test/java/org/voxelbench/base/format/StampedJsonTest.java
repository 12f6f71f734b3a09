package org.voxelbench.base.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.ProgramVersion;

class StampedJsonTest {

  private static final StampedJson KIND = new StampedJson(new FileSchema(2, 4));

  record Inner(int b) {}

  record Outer(int a, Inner inner) {}

  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("kind.json"), text);
  }

  @Test
  void whatIsWrittenBeginsWithItsStampAndIsReadAsItWas() {
    Path file = folder.resolve("kind.json");
    KIND.write(file, new Outer(1, new Inner(2)));
    JsonNode json = StrictJson.read(file, JsonNode.class);
    assertThat(json.fieldNames()).toIterable().containsExactly("schema", "writtenBy", "a", "inner");
    assertThat(json.get("schema").asInt()).isEqualTo(4);
    assertThat(json.get("writtenBy").asText()).isEqualTo(ProgramVersion.current());
    assertThat(KIND.read(file, Outer.class)).isEqualTo(new Outer(1, new Inner(2)));
    assertThat(KIND.readTree(file).fieldNames()).toIterable().containsExactly("a", "inner");
    assertThat(StampedJson.writtenBy(file)).contains(ProgramVersion.current());
  }

  @Test
  void aFileWithoutStampIsOfTheFirstSchema() throws IOException {
    Path file = file("{\"a\": 1, \"inner\": {\"b\": 2}}");
    assertThat(new StampedJson(new FileSchema(1, 4)).read(file, Outer.class).a()).isEqualTo(1);
    assertThat(StampedJson.writtenBy(file)).isEmpty();
    assertThatThrownBy(() -> KIND.read(file, Outer.class))
        .isInstanceOf(OtherVersionException.class)
        .hasMessageContaining("made by VoxelBench 0.1,");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "5", "0", "-3", "99999999999", "2.5", "null", "\"four\""})
  void anotherSchemaNamesTheVersionThatReadsIt(String schema) throws IOException {
    Path file = file("{\"schema\": " + schema + ", \"writtenBy\": \"9.8.7\", \"new\": 1}");
    assertThatThrownBy(() -> KIND.read(file, Outer.class))
        .isInstanceOf(OtherVersionException.class)
        .hasMessage(
            "'%s' was made by VoxelBench 9.8.7, and this is %s, which can't read it (its schema is"
                + " %s, known are 2 to 4): read it with version 9.8.7, or start again in another"
                + " folder.",
            file, ProgramVersion.current(), schema.replace("\"", ""));
  }

  @Test
  void otherKeysAreAnotherVersionsIfAnotherWroteThem() throws IOException {
    String text =
        "{\"schema\": 3, \"writtenBy\": \"%s\", \"a\": 1, \"c\": 2, \"inner\": {\"b\": 3}}";
    Path theirs = file(String.format(text, "9.8.7"));
    assertThatThrownBy(() -> KIND.read(theirs, Outer.class))
        .isInstanceOf(OtherVersionException.class)
        .hasMessageContaining("read it with version 9.8.7");
    Path ours = file(String.format(text, ProgramVersion.current()));
    assertThatThrownBy(() -> KIND.read(ours, Outer.class))
        .isExactlyInstanceOf(BadInputException.class)
        .hasMessageContaining("key 'c' is unknown");
  }

  @Test
  void theStampIsPassedOverInTheOutermostObjectAlone() throws IOException {
    Path file =
        file(
            "{\"schema\": 3, \"writtenBy\": \"%s\", \"a\": 1, \"inner\": {\"b\": 2, \"schema\": 3}}"
                .formatted(ProgramVersion.current()));
    assertThatThrownBy(() -> KIND.read(file, Outer.class, Map.of()))
        .isExactlyInstanceOf(BadInputException.class)
        .hasMessageContaining("inner.schema");
  }
}
