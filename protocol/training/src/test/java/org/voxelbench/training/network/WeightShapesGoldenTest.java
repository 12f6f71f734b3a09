package org.voxelbench.training.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.voxelbench.preparation.plan.Architecture;
import org.voxelbench.preparation.plan.NetworkKind;

class WeightShapesGoldenTest {

  @Test
  void countsAreNnUNets() throws IOException {
    for (Map.Entry<String, JsonNode> entry : counts().get("counts").properties()) {
      JsonNode expected = entry.getValue();
      if (!expected.isObject()) {
        continue;
      }
      WeightShapes weights = network(entry.getKey(), expected).weights();
      assertThat(weights.parameters())
          .as(entry.getKey())
          .isEqualTo(expected.get("params").asLong());
      if (expected.has("encoder_params")) {
        assertThat(weights.parameters("encoder."))
            .isEqualTo(expected.get("encoder_params").asLong());
        assertThat(weights.parameters("decoder."))
            .isEqualTo(expected.get("decoder_params").asLong());
      }
    }
  }

  private static Network network(String name, JsonNode expected) {
    if (expected.has("network_class")) {
      Architecture architecture =
          GoldenArchitecture.of(
              expected.get("network_class").asText(), expected.get("arch_kwargs"));
      return Network.of(
          architecture, channels(name, "_(\\d+)ch"), channels(name, "_(\\d+)cls"), true);
    }
    JsonNode config = expected.get("config");
    Architecture architecture =
        Architectures.isotropic(
            NetworkKind.RESIDUAL_ENCODER,
            GoldenArchitecture.integers(config.get("features")),
            GoldenArchitecture.integers(config.get("blocks")));
    return Network.of(
        architecture, channels(name, "_in(\\d+)"), channels(name, "_cls(\\d+)"), true);
  }

  private static int channels(String name, String pattern) {
    var matcher = java.util.regex.Pattern.compile(pattern).matcher(name);
    assertThat(matcher.find()).as(name).isTrue();
    return Integer.parseInt(matcher.group(1));
  }

  @Test
  void resEncLHasNnUNetsNamesShapesAndInitialSpreadInNnUNetsOrder() throws IOException {
    JsonNode tensors = counts().get("resenc_L_in1_cls2_tensors");
    WeightShapes weights = Network.of(Architectures.resEncL(), 1, 2, true).weights();
    List<String> expectedNames = new ArrayList<>();
    tensors.fieldNames().forEachRemaining(expectedNames::add);
    assertThat(weights.names()).containsExactlyElementsOf(expectedNames);
    for (WeightSpec spec : weights.specs()) {
      JsonNode expected = tensors.get(spec.name());
      assertThat(spec.shape())
          .as(spec.name())
          .containsExactly(
              GoldenArchitecture.integers(expected.get("shape")).stream()
                  .mapToInt(Integer::intValue)
                  .toArray());
      JsonNode init = expected.get("init");
      if (init.has("fan_in")) {
        assertThat(spec.role()).isEqualTo(WeightSpec.Role.KERNEL);
        assertThat(spec.fanIn()).as(spec.name()).isEqualTo(init.get("fan_in").asInt());
      } else {
        boolean one = spec.role() == WeightSpec.Role.SCALE;
        assertThat(init.get("constant").asDouble()).as(spec.name()).isEqualTo(one ? 1 : 0);
      }
    }
  }

  @Test
  void everyNetworkCaseHasTheGoldenNamesAndShapes() throws IOException {
    for (Path file : GoldenFiles.cases("network")) {
      JsonNode json = GoldenFiles.json(file);
      List<String> expected = new ArrayList<>();
      json.get("tensors")
          .properties()
          .forEach(
              tensor -> {
                if (tensor.getKey().startsWith("param/")) {
                  expected.add(tensor.getKey().substring(6) + tensor.getValue().get("shape"));
                }
              });
      WeightShapes weights = GoldenArchitecture.network(json.get("config")).weights();
      List<String> actual = new ArrayList<>();
      weights
          .shapes()
          .forEach(
              (name, shape) ->
                  actual.add(name + java.util.Arrays.toString(shape).replace(" ", "")));
      assertThat(actual).as(file.toString()).containsExactlyElementsOf(expected);
      assertThat(weights.parameters()).isEqualTo(json.get("n_parameters_unique").asLong());
    }
  }

  @Test
  void aliasesAreMappedAsTheGoldenMapSays() throws IOException {
    for (Path file : GoldenFiles.cases("network")) {
      JsonNode aliases = GoldenFiles.json(file).path("state_dict_key_to_canonical");
      for (Map.Entry<String, JsonNode> alias : aliases.properties()) {
        assertThat(WeightNames.canonical(alias.getKey())).isEqualTo(alias.getValue().asText());
      }
    }
  }

  private static JsonNode counts() throws IOException {
    Path file = GoldenFiles.topic("network").resolve("parameter_counts.json");
    assumeTrue(Files.exists(file), "no golden data: " + file + " does not exist");
    return GoldenFiles.json(file);
  }
}
