package org.voxelbench.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.base.claim.Claim;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Precision;
import org.voxelbench.results.Rows;
import org.voxelbench.results.RunState;

class FailedRunsTest {

  @TempDir Path folder;

  private RunFolder run(int fold, RunState state) {
    RunFolder run = new RunStore(folder).run(Fixtures.run(fold));
    run.start(Fixtures.environment(Precision.FP32), Fixtures.DATA, "", Fixtures.NOW);
    run.writeRows(List.of(Rows.scored("Task04_Hippocampus", "mae", fold, "a", 5, 1, 2)));
    String weights = run.weights().write(Map.of("w", NdArray.of(new int[] {2}, 1f, 2f)));
    if (state != RunState.RUNNING) {
      run.seal(
          state,
          state == RunState.DONE ? "" : "it broke.",
          Fixtures.outcome(weights, 1),
          Fixtures.NOW);
    }
    return run;
  }

  private FailedRuns ended() {
    return new FailedRuns(new RunStore(folder));
  }

  @Test
  void whatEndedWithoutAResultGoesAndNothingElse() throws IOException {
    RunFolder done = run(0, RunState.DONE);
    RunFolder interrupted = run(1, RunState.RUNNING);
    List<RunFolder> failed =
        List.of(run(2, RunState.FAILED), run(3, RunState.DIVERGED), run(4, RunState.OUT_OF_BUDGET));
    Path outside = Files.createDirectories(folder.resolve("outside"));
    Files.writeString(outside.resolve("mine"), "precious");
    Files.createSymbolicLink(failed.get(0).path().resolve("link"), outside);

    List<FailedRuns.Ended> all = ended().all();

    assertThat(all)
        .extracting(one -> one.folder().id())
        .containsExactlyInAnyOrderElementsOf(failed.stream().map(RunFolder::id).toList());
    assertThat(all).allMatch(one -> one.bytes() > 0);
    all.forEach(one -> assertThat(ended().remove(one.folder())).isTrue());
    assertThat(failed).allMatch(run -> !Files.exists(run.path()));
    assertThat(done.state()).isEqualTo(RunState.DONE);
    assertThat(interrupted.state()).isEqualTo(RunState.RUNNING);
    assertThat(outside.resolve("mine")).hasContent("precious");
    assertThat(ended().all()).isEmpty();
  }

  @Test
  void whatIsDoneOrInterruptedIsNotRemovedEvenIfAsked() {
    assertThat(ended().remove(run(0, RunState.DONE))).isFalse();
    assertThat(ended().remove(run(1, RunState.RUNNING))).isFalse();
    assertThat(new RunStore(folder).runs()).hasSize(2);
  }

  /** A quota or a card that failed may be mended; a run that diverged would diverge again. */
  @Test
  void whatFailedGoesOnFromItsCheckpointAndKeepsItsRecord() {
    RunFolder failed = run(0, RunState.FAILED);
    RunFolder diverged = run(1, RunState.DIVERGED);
    RunFolder without = run(2, RunState.FAILED);
    RunFolder done = run(3, RunState.DONE);
    List.of(failed, diverged, done)
        .forEach(run -> run.checkpoint().save(Fixtures.checkpoint(1, 5)));
    Manifest before = failed.manifest().orElseThrow();

    assertThat(ended().canGoOn(failed)).isTrue();
    assertThat(failed.state()).as("nothing was written").isEqualTo(RunState.FAILED);
    assertThat(ended().reopen(failed)).isTrue();
    assertThat(List.of(diverged, without, done)).noneMatch(ended()::reopen);

    Manifest after = failed.manifest().orElseThrow();
    assertThat(after.state()).isEqualTo(RunState.RUNNING);
    assertThat(List.of(after.reason(), after.ended())).containsOnly("");
    assertThat(after.starts()).isEqualTo(before.starts());
    assertThat(after.environment()).isEqualTo(before.environment());
    assertThat(failed.checkpoint().exists()).isTrue();
    RunFolder again = new RunStore(folder).run(Fixtures.run(0));
    assertThat(again.start(before.environment(), Fixtures.DATA, "", Fixtures.NOW).starts())
        .isEqualTo(before.starts() + 1);
    assertThat(without.state()).isEqualTo(RunState.FAILED);
  }

  @Test
  void whatSomebodyWorksOnStays() {
    RunFolder run = run(0, RunState.FAILED);
    try (Claim held = run.tryLock().orElseThrow()) {
      assertThat(ended().remove(run)).isFalse();
    }
    assertThat(run.state()).isEqualTo(RunState.FAILED);
  }

  @Test
  void aRunFolderThatIsALinkIsNotTouched() throws IOException {
    RunFolder run = run(0, RunState.FAILED);
    Path elsewhere = folder.resolve("elsewhere");
    Files.move(run.path(), elsewhere);
    Files.createSymbolicLink(run.path(), elsewhere);

    assertThat(ended().all()).isEmpty();
    assertThat(elsewhere.resolve("manifest.json")).exists();
  }
}
