package org.voxelbench.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.base.BadInputException;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Precision;
import org.voxelbench.results.ExperimentSummary.RunNote;
import org.voxelbench.results.ResultRow;
import org.voxelbench.results.ResultsCsv;
import org.voxelbench.results.Rows;
import org.voxelbench.results.RunState;

class RunStoreTest {

  private static final Map<String, NdArray> WEIGHTS =
      Map.of("decoder.seg_layers.0.bias", NdArray.of(new int[] {2}, 1f, 2f));

  @TempDir Path folder;

  private RunStore store() {
    return new RunStore(folder);
  }

  private static ResultRow row(int fold, String caseId) {
    return Rows.scored("Task04_Hippocampus", "mae", fold, caseId, 5, 1, 2);
  }

  private static void start(RunFolder run, String preTraining) {
    run.start(Fixtures.environment(Precision.FP32), Fixtures.DATA, preTraining, Fixtures.NOW);
  }

  private static void seal(RunFolder run, RunState state, String reason, double seconds) {
    String weights = state == RunState.DONE ? run.weights().write(WEIGHTS) : "";
    run.seal(state, reason, Fixtures.outcome(weights, seconds), Fixtures.NOW.plusSeconds(9));
  }

  @Test
  void aRunGoesFromPlannedToDone() {
    RunFolder run = store().run(Fixtures.run(0));
    assertThat(run.state()).isEqualTo(RunState.PLANNED);
    start(run, "");
    assertThat(run.state()).isEqualTo(RunState.RUNNING);
    run.writeRows(List.of(row(0, "a"), row(0, "b")));
    seal(run, RunState.DONE, "", 40);

    Manifest manifest = run.manifest().orElseThrow();
    assertThat(manifest.key()).isEqualTo(Fixtures.run(0));
    assertThat(manifest.state()).isEqualTo(RunState.DONE);
    assertThat(manifest.started()).isEqualTo("2026-11-23T12:00:00Z");
    assertThat(manifest.ended()).isEqualTo("2026-11-23T12:00:09Z");
    assertThat(manifest.environment()).isEqualTo(Fixtures.environment(Precision.FP32));
    assertThat(manifest.dataHashes()).isEqualTo(Fixtures.DATA);
    assertThat(manifest.outcome().peakMemoryBytes()).isEqualTo(1L << 33);
    assertThat(manifest.outcome().peakHostBytes()).isEqualTo(1L << 32);
    assertThat(manifest.hostPeakBytes()).isEqualTo(1L << 32);
    assertThat(run.weights().read(manifest.outcome().weightsSha256())).hasSize(1);
    assertThat(run.rows()).containsExactly(row(0, "a"), row(0, "b"));
  }

  @Test
  void aManifestFromBeforeHostAndCardWereToldApartIsRead() throws IOException {
    RunFolder run = store().run(Fixtures.run(0));
    start(run, "");
    run.writeRows(List.of(row(0, "a")));
    seal(run, RunState.DONE, "", 40);
    Path file = run.path().resolve(RunFolder.MANIFEST);
    String earlier =
        Files.readString(file)
            .replaceAll("\\s*\"peakHostBytes\" : \\d+,", "")
            .replaceAll(",\\s*\"deviceReason\" : \"[^\"]*\"", "");
    assertThat(earlier).doesNotContain("peakHostBytes", "deviceReason");
    Files.writeString(file, earlier);

    Manifest manifest = run.manifest().orElseThrow();

    assertThat(manifest.outcome().peakHostBytes()).isZero();
    assertThat(manifest.environment().engine().deviceReason()).isEqualTo("unknown");
    assertThat(manifest.hostPeakBytes()).as("on the CPU it was the process's").isEqualTo(1L << 33);
  }

  @Test
  void whatIsDoneIsNotBegunAgain() {
    RunFolder run = store().run(Fixtures.run(0));
    start(run, "");
    run.writeRows(List.of(row(0, "a")));
    seal(run, RunState.DONE, "", 40);
    assertThatThrownBy(() -> start(run, ""))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(run.id())
        .hasMessageContaining("is done");
  }

  @Test
  void whatWasInterruptedOrFailedGoesOnUnderTheSameConditionsOnly() {
    RunFolder run = store().run(Fixtures.run(0));
    start(run, "");
    start(run, "");
    seal(run, RunState.OUT_OF_BUDGET, "the budget of 2 h is used up.", 40);
    start(run, "");
    assertThat(run.manifest().orElseThrow().starts()).isEqualTo(3);
    assertThatThrownBy(() -> start(run, "mae-s1-0"))
        .hasMessageContaining("pre-training")
        .hasMessageContaining("mae-s1-0");
    assertThatThrownBy(
            () -> run.start(Fixtures.environment(Precision.BF16), Fixtures.DATA, "", Fixtures.NOW))
        .hasMessageContaining("FP32")
        .hasMessageContaining("BF16");
    assertThatThrownBy(
            () ->
                run.start(
                    Fixtures.environment(Precision.FP32),
                    Map.of("Task04_Hippocampus", "d68"),
                    "",
                    Fixtures.NOW))
        .hasMessageContaining("d67")
        .hasMessageContaining("d68");
  }

  @Test
  void nothingIsSealedAsDoneWithoutItsWeightsAndRows() throws IOException {
    RunFolder run = store().run(Fixtures.run(0));
    assertThatThrownBy(() -> seal(run, RunState.FAILED, "no disk.", 1))
        .hasMessageContaining("planned");
    start(run, "");
    assertThatThrownBy(() -> seal(run, RunState.DONE, "", 1)).hasMessageContaining("rows.csv");
    run.writeRows(List.of(row(0, "a")));
    assertThatThrownBy(() -> seal(run, RunState.FAILED, "", 1)).hasMessageContaining("reason");
    assertThatThrownBy(() -> seal(run, RunState.RUNNING, "why", 1)).hasMessageContaining("become");
    String hash = run.weights().write(WEIGHTS);
    Files.write(run.weights().path(), new byte[] {1});
    assertThatThrownBy(() -> run.seal(RunState.DONE, "", Fixtures.outcome(hash, 1), Fixtures.NOW))
        .hasMessageContaining("weights.safetensors")
        .hasMessageContaining(hash);
    Files.delete(run.weights().path());
    assertThatThrownBy(() -> run.seal(RunState.DONE, "", Fixtures.outcome(hash, 1), Fixtures.NOW))
        .hasMessageContaining("missing");
    assertThat(run.state()).isEqualTo(RunState.RUNNING);
    seal(run, RunState.DONE, "", 1);
  }

  @Test
  void rowsOfAnotherRunAreRefused() {
    RunFolder run = store().run(Fixtures.run(0));
    assertThatThrownBy(() -> run.writeRows(List.of(row(0, "a"), row(1, "b"))))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(run.id())
        .hasMessageContaining(store().run(Fixtures.run(1)).id());
    assertThatThrownBy(() -> run.writeRows(List.of())).hasMessageContaining("none");
  }

  @Test
  void aFolderThatWasCopiedUnderAnotherIdIsRefused() throws IOException {
    RunFolder run = store().run(Fixtures.run(0));
    start(run, "");
    Path copy = folder.resolve("runs").resolve("copy");
    Files.createDirectories(copy);
    Files.copy(run.path().resolve("manifest.json"), copy.resolve("manifest.json"));
    assertThatThrownBy(() -> store().runs())
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("'copy'")
        .hasMessageContaining(run.id());
  }

  @Test
  void collectingJoinsTheRowsOfRunsThatAreDone() throws IOException {
    RunFolder preTraining = store().preTraining(Fixtures.preTraining());
    start(preTraining, "");
    seal(preTraining, RunState.DONE, "", 1000);
    for (int fold = 2; fold >= 0; fold--) {
      RunFolder run = store().run(Fixtures.run(fold));
      start(run, preTraining.id());
      run.writeRows(List.of(row(fold, "b" + fold), row(fold, "a" + fold)));
      if (fold == 2) {
        seal(run, RunState.DIVERGED, "the loss of epoch 7 is not finite.", 7);
      } else {
        seal(run, RunState.DONE, "", 40 + fold);
      }
    }
    Files.createDirectories(folder.resolve("runs/never-started"));
    assertThat(store().collect())
        .containsExactly(row(0, "a0"), row(0, "b0"), row(1, "a1"), row(1, "b1"));
    assertThat(ResultsCsv.read(folder.resolve("results.csv"))).hasSize(4);
    assertThat(store().notes("torch"))
        .extracting(RunNote::fold, RunNote::state, RunNote::trainingSeconds)
        .containsExactly(
            tuple(0, RunState.DONE, 40.0),
            tuple(1, RunState.DONE, 41.0),
            tuple(2, RunState.DIVERGED, 7.0));
    assertThat(store().notes("torch")).extracting(RunNote::preTrainingSeconds).containsOnly(1000.0);
    assertThat(store().preTrainings()).extracting(Manifest::id).containsExactly(preTraining.id());

    Files.delete(store().run(Fixtures.run(1)).path().resolve("rows.csv"));
    assertThatThrownBy(() -> store().collect())
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(store().run(Fixtures.run(1)).id())
        .hasMessageContaining("missing");
  }

  @Test
  void predictionsLieInTheRunsFolder() {
    RunFolder run = store().run(Fixtures.run(0));
    assertThat(run.prediction("hippocampus_001"))
        .isEqualTo(run.path().resolve("predictions/hippocampus_001.nii.gz"));
    for (String name : List.of("", "../x", "a/b", ".hidden", "a\\b", "a\nb", "a\nb\nc")) {
      assertThatThrownBy(() -> run.prediction(name)).isInstanceOf(BadInputException.class);
    }
  }

  @Test
  void statesAreWrittenAsReportsReadThem() {
    assertThat(RunState.values())
        .extracting(RunState::text)
        .containsExactly("planned", "running", "done", "diverged", "failed", "out-of-budget");
  }
}
