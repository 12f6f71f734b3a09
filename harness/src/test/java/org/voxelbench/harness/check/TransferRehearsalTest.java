package org.voxelbench.harness.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxelbench.harness.cli.TinyBenchmark;
import org.voxelbench.harness.experiment.ConfiguredMethod;
import org.voxelbench.harness.experiment.Experiment;
import org.voxelbench.harness.plugin.Plugins;
import org.voxelbench.training.protocol.FixedPlan;
import org.voxelbench.training.protocol.Protocols;
import org.voxelbench.training.transfer.LoadingReport;
import org.voxelbench.training.transfer.TransferOutcome;

/**
 * What reaches a ResEnc-L, beside the sizes of its parts in dynamic-network-architectures ({@code
 * decoder_parameters.py}).
 */
class TransferRehearsalTest {

  private static final String SIZES = "/org/voxelbench/training/schedule/decoder_parameters.json";
  private static final String TINY_PLAN =
      "{spacing: [4, 4, 4], patchSize: [16, 16, 16], batchSize: 2, features: [4, 8], blocks: [1, 1]}";
  private static final String RES_ENC_L =
      """
      {spacing: [1, 1, 1], patchSize: [160, 160, 160], batchSize: 2, \
      features: [32, 64, 128, 256, 320, 320], blocks: [1, 3, 4, 6, 6, 6]}""";

  private static Experiment experiment(String scope) {
    String protocol =
        TinyBenchmark.protocol(
                "{id: mae}", "{id: spark3d}", "{id: models-genesis}", "{id: volume-fusion}")
            .replace(TINY_PLAN, RES_ENC_L)
            .replace("  mirrorAxes", "  transfer: " + scope + "\n  mirrorAxes");
    return Experiment.of(Protocols.parse("tiny.yaml", protocol), Plugins.load(List.of()));
  }

  private static JsonNode sizes() throws IOException {
    try (InputStream in = TransferRehearsalTest.class.getResourceAsStream(SIZES)) {
      return new ObjectMapper().readTree(in).get("resEncL");
    }
  }

  @ParameterizedTest
  @CsvSource({"ENCODER, false", "ENCODER_AND_DECODER, true"})
  void oneScopeMovesTheSameWeightsOfEveryMethodThatTrainsThem(String scope, boolean decoder)
      throws IOException {
    JsonNode sizes = sizes();
    long encoder = sizes.get("encoder").asLong();
    long expected = encoder + (decoder ? sizes.get("decoder").asLong() : 0);
    Experiment experiment = experiment(scope);
    FixedPlan plan = experiment.protocol().plans().fixed();

    for (ConfiguredMethod method : experiment.methods()) {
      LoadingReport report =
          new TransferRehearsal(experiment).of(method, "MyData", plan.architecture(), 1, 3);
      assertThat(report.transferred()).as(method.label()).isEqualTo(expected);
      assertThat(report.count(TransferOutcome.ADAPTED)).isZero();
      assertThat(report.parameters())
          .isEqualTo(encoder + sizes.get("decoder").asLong() + sizes.get("heads").asLong());
    }
  }
}
