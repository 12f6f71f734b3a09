package org.voxelbench.harness.nnunet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.base.format.JsonFields;
import org.voxelbench.base.format.JsonFile;
import org.voxelbench.harness.cli.Console;
import org.voxelbench.harness.predict.RandomRun;
import org.voxelbench.preparation.plan.NetworkChoice;
import org.voxelbench.training.protocol.FixedPlan;
import org.voxelbench.training.protocol.TransformerSize;
import org.voxelbench.weights.WeightsArchive;
import org.voxelbench.weights.nnssl.AdaptationPlan;
import org.voxelbench.weights.nnssl.WeightKeys;

/** Pre-trainings as nnssl's checkpoints. */
class PretrainingExportTest {

  @TempDir private Path folder;
  private RandomPretraining pretraining;

  @BeforeEach
  void writePretraining() throws IOException {
    pretraining = RandomPretraining.in(folder.resolve("pretraining/simclr-s1"), RandomRun.PLAN);
  }

  private Console export() {
    return Console.run("export-nnssl", pretraining.folder(), "--out", folder.resolve("out"));
  }

  @Test
  void theAdaptationPlanSaysWhatWasTrainedAndWhereItsPartsLie() {
    Console answer = export();
    assertThat(answer.exitCode()).as(answer.text()).isZero();

    Path checkpoint = folder.resolve("out/checkpoint_final.pth");
    JsonNode beside = JsonFile.read(folder.resolve("out/adaptation_plan.json"));
    AdaptationPlan plan = AdaptationPlan.read(new JsonFields("beside", beside));
    assertThat(plan.architecture().architecture()).isEqualTo(RandomRun.PLAN.architecture());
    assertThat(plan.pretraining().spacing()).contains(RandomRun.PLAN.spacing());
    assertThat(plan.pretraining().patch()).contains(List.of(8, 8, 8));
    assertThat(plan.downstreamPatch()).isEqualTo(RandomRun.PLAN.patchSize());
    assertThat(plan.keys()).isEqualTo(WeightKeys.residualEncoder());
    assertThat(plan.citations()).extracting("name").contains("PhantomCorpus", "SimCLR");
    try (WeightsArchive archive = WeightsArchive.open(checkpoint)) {
      @SuppressWarnings("unchecked")
      Map<String, Object> inside = (Map<String, Object>) archive.content().get(AdaptationPlan.KEY);
      assertThat(AdaptationPlan.of("inside", inside)).isEqualTo(plan);
      for (String projection : plan.keys().inputProjections()) {
        assertThat(archive.read("network_weights/" + projection + ".weight").floats())
            .isEqualTo(pretraining.weights().get("encoder.stem.convs.0.conv.weight").floats());
      }
      assertThat(archive.distinct()).hasSize(pretraining.weights().size() - 1);
    }
  }

  @Test
  void theCardNamesTheWeightsOfTheTaskThatAreLeftOut() throws IOException {
    export();

    assertThat(Files.readString(folder.resolve("out/README.md")))
        .contains(RandomPretraining.OF_THE_TASK, "PhantomCorpus", "simclr");
  }

  @Test
  void theCardNamesTheTrainerThatBuildsTheNetwork() throws IOException {
    export();
    assertThat(folder.resolve("out/README.md")).content().contains("-tr PretrainedTrainer\n");

    FixedPlan transformer =
        new FixedPlan(
            RandomRun.PLAN.spacing(),
            RandomRun.PLAN.patchSize(),
            2,
            null,
            null,
            NetworkChoice.PRIMUS,
            null,
            null,
            new TransformerSize(12, 1, 2, null));
    Path primus =
        RandomPretraining.in(folder.resolve("pretraining/primus-s1"), transformer).folder();
    Path out = folder.resolve("primus");
    Console answer = Console.run("export-nnssl", primus, "--out", out);
    assertThat(answer.exitCode()).as(answer.text()).isZero();
    assertThat(out.resolve("README.md")).content().contains("-tr PretrainedTrainer_Primusx\n");
  }

  @Test
  void aRunIsNoPretraining() {
    pretraining.settings("training", RandomRun.PLAN);
    Console answer = export();

    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.text()).contains("no finished pre-training", "settings are of a training");
    assertThat(folder.resolve("out")).doesNotExist();
  }
}
