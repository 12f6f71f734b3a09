package org.voxelbench.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.voxelbench.base.BadInputException;
import org.voxelbench.harness.experiment.Experiment;
import org.voxelbench.harness.plugin.Plugins;
import org.voxelbench.training.protocol.Checkpointing;
import org.voxelbench.training.protocol.Divergence;
import org.voxelbench.training.protocol.Protocol;
import org.voxelbench.training.protocol.Protocols;

/** {@code docs/protocol.md} and its schema say of every key what the reader of protocols does. */
class ProtocolReferenceTest {

  private static final Path PROJECT = Path.of("..");
  private static final Path DOCS = PROJECT.resolve("docs");
  private static final Path PAGE = DOCS.resolve("protocol.md");
  private static final Path SCHEMA = DOCS.resolve("protocol.schema.json");
  private static final ObjectMapper YAML = new YAMLMapper();

  /** Keys that hold a list of texts, or one text in its place. */
  private static final Set<String> ONE_OR_SEVERAL = Set.of("better", "than");

  private static ProtocolReference reference;
  private static Schema schema;

  @BeforeAll
  static void readTheCode() {
    reference = new ProtocolReference(PROJECT);
    schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
            .getSchema(reference.schema());
  }

  static List<String> shipped() {
    return Protocols.SHIPPED;
  }

  private static JsonNode document(String protocol) throws IOException {
    return YAML.readTree(Protocols.shippedText(protocol));
  }

  @Test
  void thePageIsWrittenFromTheCode() throws IOException {
    new Drawn(PAGE).hasPart("keys", reference.tables());
  }

  @Test
  void thePageShowsTheReproductionsSideBySide() throws IOException {
    List<String> names = List.of("paper", "paper-code", "openmind", "paper-public");
    String tables = new ProtocolsBeside(names).tables();

    assertThat(tables)
        .contains("| `training.adapted.schedule` | sawtooth | warm-up | warm-up | sawtooth |")
        .contains("| `pretraining.batchSize` | 6 | 6 | 8 | 6 |");
    new Drawn(DOCS.resolve("protocols.md")).hasPart("protocols side by side", tables);
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void thePageListsEveryShippedProtocol(String name) throws IOException {
    assertThat(Files.readString(PAGE)).contains('`' + name.replaceFirst("-cpu$", "") + '`');
  }

  @Test
  void thePageExplainsEverySchedule() throws IOException {
    List<String> schedules = new ArrayList<>();
    new ObjectMapper()
        .readTree(reference.schema())
        .at("/properties/training/properties/adapted/properties/schedule/enum")
        .forEach(word -> schedules.add(word.textValue()));

    assertThat(MarkdownPage.read(PAGE).firstCells("## Schedules"))
        .isNotEmpty()
        .containsExactlyElementsOf(schedules);
  }

  @Test
  void theSchemaIsWrittenFromTheCode() throws IOException {
    new Drawn(SCHEMA).is(reference.schema());
  }

  /** The canonical form writes out every key, those that a file leaves out too. */
  @ParameterizedTest
  @MethodSource("shipped")
  void everyKeyOfTheCanonicalFormHasARow(String name) throws IOException {
    Set<String> keys = new TreeSet<>();
    names(YAML.readTree(Protocols.canonical(Protocols.load(name))), keys);

    assertThat(reference.tables().lines())
        .filteredOn(line -> line.startsWith("| `"))
        .map(line -> line.substring("| `".length(), line.indexOf("` |")))
        .containsAll(keys);
  }

  private static void names(JsonNode node, Set<String> names) {
    node.fieldNames().forEachRemaining(names::add);
    node.forEach(child -> names(child, names));
  }

  @Test
  void whatHoldsWithoutAKeyIsWhatTheCodeDoes() {
    assertThat(reference.tables())
        .contains("`skippedSteps: " + Divergence.standard().skippedSteps() + "`")
        .contains("`minutes: " + (int) Checkpointing.standard().minutes() + "`");
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void aShippedProtocolFollowsTheSchema(String name) throws IOException {
    assertThat(schema.validate(document(name))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void aKeyIsRequiredInTheSchemaIfTheReaderMissesIt(String name) throws IOException {
    JsonNode document = document(name);
    for (Place place : places(document)) {
      JsonNode without = document.deepCopy();
      place.group(without).remove(place.key());

      assertThat(!schema.validate(without).isEmpty())
          .as("%s without %s", name, place)
          .isEqualTo(
              place.isKind()
                  ? !refusal(without).isEmpty()
                  : refusal(without).contains("is missing"));
    }
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void bothRefuseAMisspeltKeyAndAnotherKindOfValue(String name) throws IOException {
    JsonNode document = document(name);
    for (Place place : places(document)) {
      JsonNode misspelt = document.deepCopy();
      place.group(misspelt).set(place.key() + "s_", place.group(misspelt).remove(place.key()));
      assertThat(refusal(misspelt)).as("%s: %s", name, place).contains("unknown key");
      assertThat(schema.validate(misspelt)).as("%s: %s", name, place).isNotEmpty();

      JsonNode other = document.deepCopy();
      JsonNodeType kind = place.group(other).get(place.key()).getNodeType();
      if (ONE_OR_SEVERAL.contains(place.key())) {
        place.group(other).put(place.key(), 7);
      } else {
        place.group(other).put(place.key(), "other");
      }
      if (kind != JsonNodeType.STRING) {
        assertThat(refusal(other)).as("%s: %s", name, place).isNotEmpty();
        assertThat(schema.validate(other)).as("%s: %s", name, place).isNotEmpty();
      }
    }
  }

  @Test
  void aWrongWordAndAWrongSettingAreRefused() throws IOException {
    JsonNode word = document("quick");
    ((ObjectNode) word.at("/training/adapted")).put("schedule", "sawtoth");
    JsonNode setting = document("quick");
    ((ObjectNode) setting.at("/methods/2/settings")).put("blocksize", 8);

    assertThat(schema.validate(document("quick"))).isEmpty();
    assertThat(faults(word)).isNotEmpty().allMatch(fault -> fault.contains("schedule"));
    assertThat(faults(setting)).isNotEmpty().allMatch(fault -> fault.contains("'blocksize'"));
    assertThat(refusal(word)).contains("'sawtoth'");
    Protocol read = Protocols.parse("a protocol", setting.toString());
    assertThatThrownBy(() -> Experiment.of(read, Plugins.load(List.of())))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("'blocksize'");
  }

  private static List<String> faults(JsonNode document) {
    return schema.validate(document).stream().map(Object::toString).toList();
  }

  @Test
  void aMethodOfAPluginMayHaveAnySettings() throws IOException {
    JsonNode document = document("quick");
    ((ObjectNode) document.at("/methods/2")).put("id", "thick-slices");
    ((ObjectNode) document.at("/methods/2/settings")).put("thickness", 4);

    assertThat(schema.validate(document)).isEmpty();
  }

  @Test
  void aComponentWithoutAMeaningIsAnError() {
    assertThatThrownBy(() -> new RecordComment("", Map.of()).component(String.class, "tileStep"))
        .hasMessageContaining("'tileStep' has no @param");
  }

  /** What the reader says against a document; empty if nothing. */
  private static String refusal(JsonNode document) {
    try {
      Protocols.parse("a protocol", document.toString());
      return "";
    } catch (BadInputException e) {
      return e.getMessage();
    }
  }

  /** A key of a document: the JSON pointer of its group, and its name. */
  private record Place(String pointer, String key) {

    /** Whether it says which other keys there are, so that these are unknown without it. */
    boolean isKind() {
      return pointer.endsWith("/optimizer") && key.equals("name");
    }

    ObjectNode group(JsonNode document) {
      return (ObjectNode) document.at(pointer);
    }
  }

  /** All keys of a document but the settings of methods, which the reader doesn't know. */
  private static List<Place> places(JsonNode document) {
    List<Place> places = new ArrayList<>();
    collect(document, "", places);
    return places;
  }

  private static void collect(JsonNode node, String pointer, List<Place> places) {
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        collect(node.get(i), pointer + "/" + i, places);
      }
    }
    node.fieldNames()
        .forEachRemaining(
            key -> {
              places.add(new Place(pointer, key));
              if (!key.equals("settings")) {
                collect(node.get(key), pointer + "/" + key, places);
              }
            });
  }
}
