package org.voxelbench.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.base.claim.Claim;
import org.voxelbench.base.claim.ClaimHolder;
import org.voxelbench.base.claim.ClaimLostException;
import org.voxelbench.engine.Precision;
import org.voxelbench.results.RunState;

/** Who has a run, and what is left to do to who had it. */
class RunOwnerTest {

  private static final int SIZE = 100;

  @TempDir private Path folder;
  private RunFolder run;

  @BeforeEach
  void open() {
    run = new RunStore(folder).run(Fixtures.run(0));
  }

  /** The file of the claim that was taken last. */
  private Path owner() throws IOException {
    Path row = folder.resolve("claims/runs").resolve(run.id());
    try (Stream<Path> slots = Files.list(row)) {
      return slots.sorted().reduce((a, b) -> b).orElseThrow().resolve("owner.json");
    }
  }

  private void edit(String key, String value) throws IOException {
    String text = Files.readString(owner());
    String edited = text.replaceAll("(\"" + key + "\" : )\"[^\"]*\"", "$1\"" + value + "\"");
    assertThat(edited).isNotEqualTo(text);
    Files.writeString(owner(), edited);
  }

  @Test
  void aRunIsHeldByWhoTookItUntilItIsGivenBack() throws IOException {
    assertThat(run.owner()).isEmpty();
    try (Claim held = run.tryLock().orElseThrow()) {
      assertThat(run.isHeld()).isTrue();
      assertThat(run.owner().orElseThrow().unseen(Instant.now())).isLessThan(Duration.ofMinutes(1));
      assertThatThrownBy(run::lock)
          .isInstanceOf(RunHeldException.class)
          .hasMessageContainingAll(run.id(), run.owner().orElseThrow().owner().host());
      held.check();
    }
    assertThat(run.isHeld()).isFalse();
    assertThat(run.owner()).isEmpty();
  }

  @Test
  void whatADeadProcessOfThisMachineHeldIsFreeAtOnce() throws IOException {
    run.tryLock().orElseThrow();
    long parent = ProcessHandle.current().parent().orElseThrow().pid();
    edit("process", "process " + parent + " begun at 1");
    assertThat(run.isHeld()).as("another process got the number").isFalse();
    edit("process", "process 999999999 begun at 1");
    assertThat(run.isHeld()).isFalse();
    assertThat(run.owner()).as("the dead is still told").isPresent();
    run.tryLock().orElseThrow().close();
  }

  @Test
  void anOwnerOnAnotherMachineLivesAsLongAsItIsSeen() throws IOException {
    run.tryLock().orElseThrow();
    edit("machine", "another");
    edit("host", "gpu07");
    ClaimHolder seen = run.owner().orElseThrow();
    assertThat(seen.owner().host()).isEqualTo("gpu07");
    assertThat(run.isHeld()).isTrue();
    assertThat(run.tryLock()).isEmpty();
    Files.setLastModifiedTime(owner(), FileTime.from(Instant.now().minusSeconds(179)));
    assertThat(run.isHeld()).as("a second less than three minutes").isTrue();
    Files.setLastModifiedTime(owner(), FileTime.from(Instant.now().minusSeconds(181)));
    assertThat(run.isHeld()).isFalse();
    assertThat(run.tryLock()).as("clocks of two machines may differ").isEmpty();
  }

  @Test
  void whoWasTakenForDeadWritesNothingMore() throws IOException {
    run.tryLock().orElseThrow();
    run.start(Fixtures.environment(Precision.FP32), Map.of(), "", Instant.EPOCH);
    run.checkpoint().save(Fixtures.checkpoint(1, SIZE));
    edit("process", "process 999999999 begun at 1");
    RunFolder other = new RunStore(folder).run(Fixtures.run(0));
    try (Claim taken = other.lock()) {
      assertThat(taken.isInherited()).isTrue();
      assertLost(() -> run.checkpoint().save(Fixtures.checkpoint(2, SIZE)));
      assertLost(() -> run.checkpoint().delete());
      assertLost(() -> run.seal(RunState.FAILED, "a reason", Outcome.none(), Instant.EPOCH));
      assertLost(() -> run.weights().write(Fixtures.checkpoint(1, SIZE).weights()));
      assertThat(run.weights().path()).doesNotExist();
      assertThat(other.checkpoint().load().orElseThrow().progress().epochs()).isEqualTo(1);
      assertThat(other.state()).isEqualTo(RunState.RUNNING);
      other.checkpoint().save(Fixtures.checkpoint(3, SIZE));
    }
  }

  private void assertLost(Runnable writing) {
    assertThatThrownBy(writing::run)
        .isInstanceOf(ClaimLostException.class)
        .hasMessageContaining(run.id());
  }

  @Test
  void whatAnotherWritesAsideStaysWhileItIsThere() throws IOException {
    RunStore store = new RunStore(folder);
    Path part = Files.createDirectories(folder.resolve("preprocessed/A")).resolve(".a.b.part");
    try (Attendance one = store.enter()) {
      Files.writeString(part, "half");
      try (Attendance other = store.enter()) {
        assertThat(part).exists();
        assertThat(other.isAlone()).isFalse();
      }
      assertThat(one.isAlone()).isTrue();
      assertThat(part).exists();
    }
    assertThat(folder.resolve("claims")).doesNotExist();
    store.enter().close();
    assertThat(part).doesNotExist();
  }
}
