package org.voxelbench.harness.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.harness.cli.Console;
import org.voxelbench.harness.cli.TinyBenchmark;

/** The settings of docs/protocol.md that are the released code's go from the protocol to a run. */
class ReleasedVariantsTest {

  private static final Map<String, String> VARIANTS =
      Map.of(
          "plain", "{id: mae, label: plain, settings: {blockSize: 4}}",
          "simmim",
              "{id: mae, label: simmim, settings: {blockSize: 4, error: ABSOLUTE, lossVoxels: ALL,"
                  + " maskToken: true, skips: false}}",
          "simclr",
              "{id: simclr, settings: {augmentedValidation: false, blur: ISOTROPIC, pairs: 2,"
                  + " width: 32}}",
          "voco", "{id: voco, settings: {augmentedValidation: false, blur: ISOTROPIC, width: 32}}",
          "volume-fusion",
              "{id: volume-fusion, settings: {augmentedValidation: false, blur: ISOTROPIC, crops:"
                  + " CENTRE}}",
          "swin-unetr", "{id: swin-unetr, settings: {lastKernel: 3}}",
          "models-genesis", "{id: models-genesis, settings: {flipAxes: CDH}}");

  private static final List<String> ADDED =
      List.of(
          "augmentedValidation",
          "blur",
          "crops",
          "flipAxes",
          "lastKernel",
          "lossVoxels",
          "maskToken",
          "pairs",
          "skips");

  @TempDir private Path folder;

  @Test
  void eachIsPreTrainedAdaptedAndWrittenDown() throws IOException {
    TinyBenchmark tiny = TinyBenchmark.draw(folder);
    tiny.drawCorpus();
    Console answer = tiny.run(TinyBenchmark.protocol(VARIANTS.values().toArray(String[]::new)));
    assertThat(answer.exitCode()).as(answer.text()).isZero();

    for (Map.Entry<String, String> variant : VARIANTS.entrySet()) {
      JsonNode run = RunSettings.read(tiny.made("runs", variant.getKey()));
      assertThat(run.at("/start/from").asText()).isEqualTo("pre-trained weights");
      JsonNode settings = run.at("/method/settings");
      for (String key : ADDED) {
        assertThat(settings.has(key))
            .as(variant.getKey() + " " + key)
            .isEqualTo(variant.getValue().contains(key + ":"));
      }
    }
  }
}
