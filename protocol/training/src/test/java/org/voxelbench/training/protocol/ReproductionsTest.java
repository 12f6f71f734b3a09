package org.voxelbench.training.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The protocols that repeat somebody's benchmark say where each key is from, and have twins. */
class ReproductionsTest {

  private static final YAMLMapper YAML = new YAMLMapper();

  /** What makes a twin small: that a key is there counts, not its value. */
  private static final Set<String> SIZES =
      Set.of(
          "spacing",
          "patchSize",
          "batchSize",
          "features",
          "blocks",
          "epochs",
          "iterations",
          "validationIterations",
          "blockSize");

  /**
   * What a twin must state since the usual value is too large for it, and filters of real corpora.
   */
  private static final Set<String> LEFT_OUT =
      Set.of("keep", "cropD", "cropH", "cropW", "width", "depth", "heads");

  /** What names data sets, which are phantoms in a twin. */
  private static final Set<String> DATA =
      Set.of(".pretraining.datasets", ".headline", ".means[0].over", ".means[1].over");

  private static final Pattern SOURCED = Pattern.compile(".*[^ ]  # ([A-Za-z-]+): .+");

  private static JsonNode document(String name) throws IOException {
    return YAML.readTree(Protocols.shippedText(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"paper", "paper-code", "openmind", "openmind-primus", "paper-public"})
  void eachKeyNamesItsSourceAndTheHeadOfTheFileEachSource(String name) {
    List<String> lines = Protocols.shippedText(name).lines().toList();
    List<String> sources =
        lines.stream()
            .filter(line -> line.matches("#   [A-Za-z-]+ +\\S.*"))
            .map(line -> line.split(" +")[1])
            .toList();
    List<String> keys =
        lines.stream()
            .filter(line -> !line.strip().startsWith("#"))
            .filter(line -> !line.endsWith(":"))
            .filter(line -> !line.startsWith("name: ") && !line.startsWith("title: "))
            .toList();

    assertThat(sources).contains("own", "nnU-Net");
    assertThat(keys)
        .hasSizeGreaterThan(40)
        .allSatisfy(
            line -> {
              assertThat(line).matches(SOURCED);
              assertThat(sources).contains(SOURCED.matcher(line).replaceFirst("$1"));
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"paper", "paper-code", "openmind", "openmind-primus", "paper-public"})
  void aTwinHasTheSwitchesOfItsOriginalAndOtherSizes(String name) throws IOException {
    Map<String, String> original = switches(document(name));
    Map<String, String> twin = switches(document(name + "-cpu"));

    assertThat(twin).isEqualTo(original);
    assertThat(original).hasSizeGreaterThan(40);
    assertThat(Protocols.comparabilityHash(Protocols.load(name + "-cpu")))
        .isNotEqualTo(Protocols.comparabilityHash(Protocols.load(name)));
  }

  @Test
  void thePapersHeadlineIsOverElevenSetsWithD2AndD4ButWithoutD12AndD13() {
    Protocol paper = Protocols.load("paper");

    assertThat(paper.headline())
        .hasSize(11)
        .contains("BrainMetShare", "ATLAS_R2.0")
        .doesNotContain("ToF_Aneurysms", "D13");
    assertThat(Protocols.load("paper-code").headline()).isEqualTo(paper.headline());
    assertThat(Protocols.load("openmind").headline()).hasSize(12);
  }

  @Test
  void thePublicPaperDiffersInItsDataSetsAlone() throws IOException {
    Set<String> data = Set.of("name", "title", "datasets", "headline");
    ObjectNode paper = document("paper").deepCopy();
    ObjectNode open = document("paper-public").deepCopy();

    assertThat(Protocols.load("paper").headline())
        .containsAll(Protocols.load("paper-public").headline());
    paper.remove(data);
    open.remove(data);
    ((ObjectNode) paper.at("/claims/3")).put("by", 6);
    assertThat(open).isEqualTo(paper);
  }

  @Test
  void theComparisonOfTwinsSeesASwitchALengthThatIsMissingAndAWarmUp() throws IOException {
    JsonNode schedule = document("openmind-cpu");
    ((ObjectNode) schedule.at("/training/adapted")).put("schedule", "default");
    JsonNode length = document("openmind-cpu");
    ((ObjectNode) length.at("/methods/2")).remove("trainingLength");
    JsonNode warmUp = document("openmind-cpu");
    ((ObjectNode) warmUp.at("/training/adapted")).put("warmUpEpochs", 0);
    JsonNode splits = document("openmind-cpu");
    ((ObjectNode) splits.at("/datasets/0")).remove("splits");

    for (JsonNode other : List.of(schedule, length, warmUp, splits)) {
      assertThat(switches(other)).isNotEqualTo(switches(document("openmind")));
    }
  }

  /** All keys with their values; of sizes and data sets that they are there. */
  private static Map<String, String> switches(JsonNode protocol) {
    Map<String, String> switches = new TreeMap<>();
    protocol
        .fields()
        .forEachRemaining(field -> collect(field.getValue(), "." + field.getKey(), switches));
    switches.remove(".name");
    switches.remove(".title");
    return switches;
  }

  private static void collect(JsonNode node, String path, Map<String, String> switches) {
    String key = path.substring(path.lastIndexOf('.') + 1);
    if (path.equals(".datasets")) {
      switches.put(path, kinds(node));
    } else if (path.equals(".plans.dynamic")) {
      switches.put(path, node.get("planner").asText());
    } else if (DATA.contains(path) || SIZES.contains(key)) {
      switches.put(path, "stated");
    } else if (path.equals(".plans.fixed.network")) {
      switches.put(path, node.asText().startsWith("primus") ? "primus" : node.asText());
    } else if (key.equals("warmUpEpochs")) {
      switches.put(path, node.asInt() == 0 ? "none" : "stated");
    } else if (node.path("in").asText().equals("wins") && node.get("by").isNumber()) {
      collect(((ObjectNode) node.deepCopy()).put("by", "some data sets"), path, switches);
    } else if (node.isObject()) {
      node.fields().forEachRemaining(f -> collect(f.getValue(), path + "." + f.getKey(), switches));
    } else if (node.isArray() && node.size() > 0 && node.get(0).isObject()) {
      for (int i = 0; i < node.size(); i++) {
        collect(node.get(i), path + "[" + i + "]", switches);
      }
    } else if (!LEFT_OUT.contains(key)) {
      switches.put(path, node.toString());
    }
  }

  /** What a protocol says of a data set beside its name, once for all that are alike. */
  private static String kinds(JsonNode datasets) {
    Set<String> kinds = new TreeSet<>();
    for (JsonNode entry : datasets) {
      ObjectNode kind = entry.deepCopy();
      kinds.add(kind.remove(Set.of("name", "groups")).toString());
    }
    return kinds.toString();
  }
}
