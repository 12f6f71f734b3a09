package org.voxelbench.base.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who gets a claim, on which machine ever, and who loses it. */
class ClaimsTest {

  private static final double HOUR = 3600;

  @TempDir private Path folder;
  private final AtomicLong clock = new AtomicLong();
  private Path unit;

  @BeforeEach
  void name() {
    unit = folder.resolve("unit");
  }

  /** A process of a machine of that name, which this process is for its own. */
  private Claims on(String machine) {
    return Claims.of(
        ClaimOwner.of(machine, "process 1 begun at 5", "boot of " + machine, HOUR), clock::get);
  }

  private Claims here(String process) {
    ClaimOwner self = ClaimOwner.current();
    return Claims.of(ClaimOwner.of("here", process, self.machine(), HOUR), clock::get);
  }

  private Path owner(int number) {
    return unit.resolve(number + "/owner.json");
  }

  private List<String> left() throws IOException {
    try (Stream<Path> files = Files.list(unit)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aUnitIsClaimedByOneAtATime() {
    Claims claims = Claims.ofProcess();
    Claim claim = claims.take(unit).orElseThrow();
    assertThat(claim.isInherited()).isFalse();
    assertThat(claims.take(unit)).isEmpty();
    assertThat(on("another").take(unit)).isEmpty();
    assertThat(claims.take(folder.resolve("other"))).isPresent();
    claim.close();
    Claim next = on("another").take(unit).orElseThrow();
    assertThat(next.isInherited()).as("it was given back").isFalse();
    assertThat(claims.take(unit)).isEmpty();
  }

  @Test
  void aNumberIsNeverGivenAgainAndOldOnesDoNotPileUp() throws IOException {
    for (int number = 0; number < 5; number++) {
      Claim claim = Claims.ofProcess().take(unit).orElseThrow();
      assertThat(left()).containsExactly(Integer.toString(number));
      claim.check();
      claim.close();
      assertThatThrownBy(claim::check).isInstanceOf(ClaimLostException.class);
    }
  }

  @Test
  void ofManyThreadsOneHasIt() throws Exception {
    AtomicInteger holders = new AtomicInteger();
    AtomicInteger taken = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<Thread> threads =
        IntStream.range(0, 8)
            .mapToObj(
                i ->
                    new Thread(
                        () -> {
                          for (int n = 0; n < 50; n++) {
                            Optional<Claim> claim = Claims.ofProcess().take(unit);
                            if (claim.isPresent()) {
                              most.accumulateAndGet(holders.incrementAndGet(), Math::max);
                              taken.incrementAndGet();
                              holders.decrementAndGet();
                              claim.get().close();
                            }
                          }
                        }))
            .toList();
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(taken.get()).isPositive();
    assertThat(most).hasValue(1);
    Claims.ofProcess().take(unit).orElseThrow();
    assertThat(left()).containsExactly(Integer.toString(taken.get()));
  }

  /** Takes claims in a process of its own as long as it lives, and says how often. */
  static final class Claimer {

    public static void main(String[] arguments) throws Exception {
      Path unit = Path.of(arguments[0]);
      Path log = Path.of(arguments[1]);
      for (int n = 0; n < Integer.parseInt(arguments[2]); n++) {
        try (Claim claim = Claims.ofProcess().await(unit, () -> {})) {
          Files.writeString(Files.createFile(log), "mine");
          claim.check();
          Files.delete(log);
        }
      }
      System.out.println("done");
      if (arguments[2].equals("0")) {
        Claims.ofProcess().await(unit, () -> {});
        System.out.println("waiting");
        Thread.sleep(TimeUnit.MINUTES.toMillis(10));
      }
    }
  }

  private Process claimer(int times) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-cp",
            System.getProperty("java.class.path"),
            Claimer.class.getName(),
            unit.toString(),
            folder.resolve("only").toString(),
            Integer.toString(times))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  @Test
  void ofTwoProcessesOneHasItAndOneThatIsKilledLosesItAtOnce() throws Exception {
    Process one = claimer(40);
    Process other = claimer(40);
    Process third = null;
    try {
      assertThat(one.inputReader().readLine()).isEqualTo("done");
      assertThat(other.inputReader().readLine()).isEqualTo("done");
      third = claimer(0);
      assertThat(third.inputReader().readLine()).isEqualTo("done");
      assertThat(third.inputReader().readLine()).isEqualTo("waiting");
      assertThat(Claims.ofProcess().take(unit)).as("while it lives").isEmpty();
      third.destroyForcibly().waitFor();
      assertThat(Claims.ofProcess().take(unit).orElseThrow().isInherited()).isTrue();
    } finally {
      one.destroyForcibly();
      other.destroyForcibly();
      if (third != null) {
        third.destroyForcibly();
      }
    }
  }

  @Test
  void aClaimOfAnotherMachineIsLostWhenItIsNotTouchedForTwelveTimesItsInterval()
      throws IOException {
    Claim theirs = on("theirs").take(unit).orElseThrow();
    Claims mine = on("mine");
    assertThat(mine.take(unit)).as("at first sight").isEmpty();
    clock.addAndGet(Duration.ofHours(11).toNanos());
    Files.setLastModifiedTime(owner(0), FileTime.fromMillis(5_000));
    assertThat(mine.take(unit)).as("it was touched").isEmpty();
    clock.addAndGet(Duration.ofHours(12).toNanos() - 1);
    assertThat(mine.take(unit)).as("a moment before").isEmpty();
    theirs.check();
    clock.incrementAndGet();
    Claim claim = mine.take(unit).orElseThrow();
    assertThat(claim.isInherited()).isTrue();
    assertThatThrownBy(theirs::check)
        .isInstanceOf(ClaimLostException.class)
        .hasMessageContaining("unit");
    theirs.close();
    theirs.forget();
    assertThatCode(claim::check).doesNotThrowAnyException();
    assertThat(left()).containsExactly("1");
  }

  @Test
  void aProcessThatWasJustStartedTakesWhatADeadMachineLeft() {
    Claim theirs = on("theirs").take(unit).orElseThrow();
    List<Long> waits = new ArrayList<>();
    Claim mine =
        on("mine")
            .takeFromTheDead(unit, () -> waits.add(clock.addAndGet(Duration.ofHours(3).toNanos())))
            .orElseThrow();
    assertThat(mine.isInherited()).isTrue();
    assertThat(waits).as("three hours each, of twelve").hasSize(4);
    assertThatThrownBy(theirs::check).isInstanceOf(ClaimLostException.class);
  }

  @Test
  void aProcessThatTouchesItsClaimIsNotWaitedForAnyLonger() {
    Claim theirs = on("theirs").take(unit).orElseThrow();
    AtomicInteger waits = new AtomicInteger();
    Runnable touching =
        () -> {
          clock.addAndGet(Duration.ofHours(3).toNanos());
          if (waits.incrementAndGet() == 3) {
            touch(owner(0));
          }
        };
    assertThat(on("mine").takeFromTheDead(unit, touching)).isEmpty();
    assertThat(waits).hasValue(3);
    theirs.check();
    assertThat(here("process 1 begun at 1").takeFromTheDead(folder.resolve("new"), () -> {}))
        .isPresent();
  }

  private static void touch(Path file) {
    try {
      Files.setLastModifiedTime(file, FileTime.fromMillis(5_000));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void anOwnerThatThisMachineKnowsToLiveIsNotWaitedFor() {
    Claims.ofProcess().take(unit).orElseThrow();
    Runnable never =
        () -> {
          throw new AssertionError("there is nothing to wait for");
        };
    assertThat(Claims.ofProcess().takeFromTheDead(unit, never)).isEmpty();
  }

  @Test
  void threeMinutesIsTheStandard() {
    assertThat(ClaimOwner.current().deadAfter()).isEqualTo(Duration.ofMinutes(3));
    assertThat(ClaimOwner.unknown().deadAfter()).isEqualTo(Duration.ofMinutes(3));
  }

  @Test
  void aDeadProcessOfThisMachineIsKnownByItsNumberAndBegin() throws IOException {
    here("process 999999999 begun at 1").take(unit).orElseThrow();
    assertThat(Claims.ofProcess().holder(unit).orElseThrow().told()).contains(false);
    long parent = ProcessHandle.current().parent().orElseThrow().pid();
    Path second = folder.resolve("second");
    here("process " + parent + " begun at 1").take(second).orElseThrow();
    assertThat(Claims.ofProcess().take(unit)).isPresent();
    assertThat(Claims.ofProcess().take(second)).as("the number was given again").isPresent();
  }

  @Test
  void claimsAreTouchedWhileTheyAreHeld() throws Exception {
    Claims claims =
        Claims.of(ClaimOwner.of("fast", "process 1 begun at 5", "fast", 0.005), System::nanoTime);
    Claim claim = claims.take(unit).orElseThrow();
    FileTime old = FileTime.fromMillis(1_000_000);
    Files.setLastModifiedTime(owner(0), old);
    assertTimeoutPreemptively(
        Duration.ofMinutes(1),
        () -> {
          while (Files.getLastModifiedTime(owner(0)).equals(old)) {
            Thread.sleep(5);
          }
        },
        "the claim's file was not touched within a minute, though every 5 ms was asked for");
    claim.close();
    claims.close();
  }

  @Test
  void aClaimWhoseFileIsDamagedIsWaitedFor() throws IOException {
    on("theirs").take(unit).orElseThrow();
    Files.writeString(owner(0), "");
    Claims mine = on("mine");
    assertThat(mine.take(unit)).isEmpty();
    clock.addAndGet(Duration.ofMinutes(3).toNanos() - 1);
    assertThat(mine.take(unit)).isEmpty();
    clock.incrementAndGet();
    assertThat(mine.take(unit)).isPresent();
  }

  @Test
  void whatKilledOnesLeftAsideIsRemovedByTheNext() throws IOException {
    Files.createDirectories(unit.resolve(".killed"));
    Files.writeString(unit.resolve(".killed/owner.json"), "{");
    Claims.ofProcess().take(unit).orElseThrow();
    assertThat(left()).containsExactly("0");
  }

  @Test
  void aFullDiskHindersNobodyToGiveBack() throws IOException {
    Claim claim = Claims.ofProcess().take(unit).orElseThrow();
    assertThat(unit.resolve("0/ended.json")).as("lies ready").exists();
    claim.close();
    assertThat(unit.resolve("0/ended.json")).doesNotExist();
    assertThat(Claims.ofProcess().holder(unit)).isEmpty();
  }

  @Test
  void whatIsForgottenLeavesNothing() {
    Claims.ofProcess().take(unit).orElseThrow().forget();
    assertThat(unit).doesNotExist();
  }
}
