package org.voxelbench.training.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WeightNamesTest {

  @Test
  void everyAliasHasOneName() {
    assertThat(WeightNames.canonical("decoder.encoder.stem.convs.0.all_modules.0.weight"))
        .isEqualTo("encoder.stem.convs.0.conv.weight");
    assertThat(WeightNames.canonical("decoder.stages.1.convs.0.all_modules.1.bias"))
        .isEqualTo("decoder.stages.1.convs.0.norm.bias");
    assertThat(WeightNames.canonical("decoder.stages.1.convs.0.all_modules.2.bias"))
        .isEqualTo("decoder.stages.1.convs.0.norm.bias");
    assertThat(WeightNames.canonical("decoder.transpconvs.0.weight"))
        .isEqualTo("decoder.transpconvs.0.weight");
  }

  @Test
  void theCopyThatForwardPassesUseCounts() {
    Map<String, String> state = new LinkedHashMap<>();
    state.put("encoder.stem.convs.0.conv.weight", "never trained");
    state.put("encoder.stem.convs.0.all_modules.0.weight", "trained");
    state.put("decoder.encoder.stem.convs.0.conv.weight", "never trained");
    state.put("decoder.seg_layers.0.bias", "head");
    assertThat(WeightNames.unify(state))
        .containsExactly(
            Map.entry("encoder.stem.convs.0.conv.weight", "trained"),
            Map.entry("decoder.seg_layers.0.bias", "head"));
  }

  /** The oracle is the {@code state_dict} of the Python networks. */
  @Test
  void aNetworkHoldsItsWeightsUnderTheNamesOfNnUNets() throws IOException {
    for (Path json : GoldenFiles.cases("network")) {
      JsonNode names = GoldenFiles.json(json).get("state_dict_key_to_canonical");
      Map<String, String> expected = new TreeMap<>();
      names.properties().forEach(entry -> expected.put(entry.getKey(), entry.getValue().asText()));
      Map<String, String> canonical = new LinkedHashMap<>();
      expected.values().forEach(name -> canonical.put(name, name));

      assertThat(WeightNames.spread(canonical)).as(json.toString()).isEqualTo(expected);
    }
  }
}
