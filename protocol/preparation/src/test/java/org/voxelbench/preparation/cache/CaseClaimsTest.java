package org.voxelbench.preparation.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseClaimsTest {

  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir private Path folder;
  private final AtomicLong clock = new AtomicLong();

  private CaseClaims claims(ClaimOwner owner) {
    return new CaseClaims(folder, owner, HOUR, clock::get);
  }

  private static ClaimOwner elsewhere() {
    return new ClaimOwner("another machine", "process 1 begun at 5");
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  /** Takes a claim in a process of its own, says so and waits. */
  static final class Claimer {

    public static void main(String[] arguments) throws Exception {
      CaseClaims claims = new CaseClaims(Path.of(arguments[0]));
      System.out.println(claims.take("a").isPresent());
      Thread.sleep(TimeUnit.MINUTES.toMillis(10));
    }
  }

  private Process claimer() throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Claimer.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(process.inputReader().readLine()).isEqualTo("true");
    return process;
  }

  @Test
  void aCaseIsClaimedByOneAtATime() {
    try (CaseClaims one = claims(ClaimOwner.current());
        CaseClaims other = claims(ClaimOwner.current())) {
      CaseClaims.Claim claim = one.take("a").orElseThrow();
      assertThat(other.take("a")).isEmpty();
      assertThat(one.take("a")).isEmpty();
      assertThat(other.take("b")).isPresent();
      claim.close();
      assertThat(other.take("a")).isPresent();
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
                          try (CaseClaims claims = claims(ClaimOwner.current())) {
                            for (int n = 0; n < 100; n++) {
                              Optional<CaseClaims.Claim> claim = claims.take("a");
                              if (claim.isPresent()) {
                                most.accumulateAndGet(holders.incrementAndGet(), Math::max);
                                taken.incrementAndGet();
                                holders.decrementAndGet();
                                claim.get().close();
                              }
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
    assertThat(files()).isEmpty();
  }

  @Test
  void aProcessThatIsKilledLosesItsClaimAtOnce() throws Exception {
    Process other = claimer();
    try (CaseClaims mine = claims(ClaimOwner.current())) {
      assertThat(mine.take("a")).as("while it lives").isEmpty();
      other.destroyForcibly().waitFor();

      CaseClaims.Claim claim = mine.take("a").orElseThrow();
      assertThat(files()).hasSize(2);
      claim.close();
      assertThat(files()).isEmpty();
    } finally {
      other.destroyForcibly();
    }
  }

  @Test
  void aClaimOfAnotherMachineIsLostWhenItIsNotTouchedForAWhile() throws IOException {
    try (CaseClaims theirs = claims(elsewhere())) {
      theirs.take("a").orElseThrow();
    }
    // The claim is another machine's, so this process doesn't count as its holder.
    Path claim = files().get(0);
    byte[] text = Files.readAllBytes(claim);
    Files.delete(claim);
    try (CaseClaims mine =
        new CaseClaims(folder.resolve("shared"), ClaimOwner.current(), HOUR, clock::get)) {
      Path file = Files.createDirectories(folder.resolve("shared")).resolve("a.vbcase.0");
      Files.write(file, text);
      assertThat(mine.take("a")).as("at first sight").isEmpty();
      clock.addAndGet(Duration.ofMinutes(2).toNanos());
      Files.setLastModifiedTime(file, FileTime.fromMillis(5_000));
      assertThat(mine.take("a")).as("it was touched").isEmpty();
      clock.addAndGet(Duration.ofMinutes(2).toNanos());
      assertThat(mine.take("a")).as("two minutes after that").isEmpty();
      clock.addAndGet(Duration.ofMinutes(2).toNanos());
      assertThat(mine.take("a")).as("four minutes after that").isPresent();
    }
  }

  @Test
  void claimsAreTouchedWhileTheyAreHeld() throws Exception {
    try (CaseClaims mine =
        new CaseClaims(folder, ClaimOwner.current(), Duration.ofMillis(5), System::nanoTime)) {
      mine.take("a").orElseThrow();
      Path file = files().get(0);
      FileTime old = FileTime.fromMillis(1_000_000);
      Files.setLastModifiedTime(file, old);
      while (Files.getLastModifiedTime(file).equals(old)) {
        Thread.sleep(5);
      }
    }
  }
}
