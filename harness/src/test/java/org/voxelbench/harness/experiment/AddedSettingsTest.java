package org.voxelbench.harness.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxelbench.harness.cli.TinyBenchmark;
import org.voxelbench.harness.plugin.Plugins;
import org.voxelbench.training.protocol.Protocols;

/** A setting that came after version 0.1 changes no hash unless a protocol uses it. */
class AddedSettingsTest {

  /** The settings that version 0.1 wrote down, in the order of their names. */
  private static final Map<String, String> VERSION_0_1 =
      Map.of(
          "mae", "blockSize error maskRatio transfer",
          "models-genesis",
              "flip inPainting intensityMap painting range shuffledBlocks shuffling transfer",
          "simclr", "cropD cropH cropW maxShift temperature transfer width",
          "swin-unetr",
              "contrastWeight embedding headInput largestBox mostCutOut reconstructionWeight"
                  + " rotationWeight smallestBox temperature",
          "voco",
              "baseCropsD baseCropsH baseCropsW cropD cropH cropW regularizer targetCrops transfer"
                  + " width",
          "volume-fusion", "classes fewestBoxes largestBox mostBoxes smallestBox transfer");

  private static ConfiguredMethod method(String entry) {
    return Experiment.of(
            Protocols.parse("my.yaml", TinyBenchmark.protocol(entry)), Plugins.load(List.of()))
        .methods()
        .get(0);
  }

  @Test
  void withTheirDefaultsTheyAreNeitherHashedNorWrittenDown() {
    VERSION_0_1.forEach(
        (id, names) -> {
          ConfiguredMethod method = method("{id: " + id + "}");
          SortedMap<String, Object> settings = new TreeMap<>(method.settings());
          assertThat(String.join(" ", settings.keySet())).isEqualTo(names);
          assertThat(method.settingsHash())
              .isEqualTo(Protocols.hash(Map.of("id", id, "settings", settings)));
          settings.remove("transfer");
          assertThat(method.pretrainingHash())
              .isEqualTo(Protocols.hash(Map.of("id", id, "settings", settings)));
        });
  }

  @ParameterizedTest
  @CsvSource({
    "mae, lossVoxels, ALL, MASKED",
    "mae, skips, false, true",
    "mae, maskToken, true, false",
    "control-negative, lossVoxels, ALL, MASKED",
    "models-genesis, flipAxes, CDH, DHW",
    "simclr, pairs, 2, 1",
    "simclr, blur, ISOTROPIC, PER_AXIS",
    "swin-unetr, lastKernel, 3, 1",
    "voco, augmentedValidation, false, true",
    "volume-fusion, crops, CENTRE, RANDOM"
  })
  void anotherValueThanTheDefaultIsBoth(String id, String key, String other, String usual) {
    ConfiguredMethod plain = method("{id: %s}".formatted(id));
    ConfiguredMethod same = method("{id: %s, settings: {%s: %s}}".formatted(id, key, usual));
    ConfiguredMethod changed = method("{id: %s, settings: {%s: %s}}".formatted(id, key, other));

    assertThat(same.settingsHash()).isEqualTo(plain.settingsHash());
    assertThat(same.pretrainingHash()).isEqualTo(plain.pretrainingHash());
    assertThat(changed.settingsHash()).isNotEqualTo(plain.settingsHash());
    assertThat(changed.pretrainingHash()).isNotEqualTo(plain.pretrainingHash());
    SortedMap<String, Object> added = new TreeMap<>(changed.settings());
    added.keySet().removeAll(plain.settings().keySet());
    assertThat(added).hasSize(1).containsKey(key);
    assertThat(added.get(key)).hasToString(other);
  }
}
