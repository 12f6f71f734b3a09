package org.voxelbench.harness.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.voxelbench.harness.cli.TinyBenchmark;
import org.voxelbench.harness.plugin.Plugins;
import org.voxelbench.training.protocol.Protocols;

/** A pre-training is another one as soon as anything is that it depends on. */
class PreTrainingHashTest {

  private static final String FEW = "{name: MyData, folds: [0], trainingCases: 2}";

  private static final String PROTOCOL =
      TinyBenchmark.protocol("{id: mae, settings: {blockSize: 8}}", "{id: control-positive}")
          .replace("{name: MyData, folds: [0]}", FEW);

  private static final String LENT = PROTOCOL.replace("[MyCorpus]", "[MyData]");

  private static Experiment experiment(String protocol) {
    return Experiment.of(Protocols.parse("my.yaml", protocol), Plugins.load(List.of()));
  }

  private static String ofCorpus(String protocol) {
    return experiment(protocol).pretrainingHash();
  }

  private static String withLabels(String protocol) {
    Experiment experiment = experiment(protocol);
    return experiment.supervisedHash(experiment.protocol().datasets().get(0));
  }

  @Test
  void oneFromTheCorpusDependsOnLabelledDataOnlyIfTheyLendImages() {
    String spaced = FEW.replace("}", ", spacing: [3, 3, 3]}");
    String folded = FEW.replace("[0]", "[1]");
    String fewer = FEW.replace("trainingCases: 2", "trainingCases: 1");
    assertThat(PROTOCOL).contains(FEW);
    for (String other : List.of(spaced, folded, fewer)) {
      assertThat(ofCorpus(PROTOCOL.replace(FEW, other))).as(other).isEqualTo(ofCorpus(PROTOCOL));
    }
    for (String other : List.of(spaced, folded)) {
      assertThat(ofCorpus(LENT.replace(FEW, other))).as(other).isNotEqualTo(ofCorpus(LENT));
    }
    assertThat(ofCorpus(LENT.replace(FEW, fewer))).isEqualTo(ofCorpus(LENT));
  }

  @Test
  void oneWithLabelsDependsOnItsLengthAndOnWhichCasesAreLeft() {
    String length = "length: {epochs: 1, iterations: 1, validationIterations: 1}";
    assertThat(PROTOCOL).contains(length);
    for (String other :
        List.of(
            PROTOCOL.replaceFirst("epochs: 1", "epochs: 2"),
            PROTOCOL.replace("seeds: [1]", "seeds: [1, 2]"),
            PROTOCOL.replace("trainingCases: 2", "trainingCases: 1"))) {
      assertThat(withLabels(other)).isNotEqualTo(withLabels(PROTOCOL));
    }
    assertThat(withLabels(PROTOCOL.replace("[MyCorpus]", "[OtherCorpus]")))
        .isEqualTo(withLabels(PROTOCOL));
  }
}
