package org.voxelbench.preparation.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.base.claim.Claim;
import org.voxelbench.base.claim.Claims;

class CaseClaimsTest {

  @TempDir private Path folder;
  private CaseClaims claims;

  @BeforeEach
  void open() {
    claims = new CaseClaims(folder, Claims.ofProcess());
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  /** Takes a claim in a process of its own, says so and waits. */
  static final class Claimer {

    public static void main(String[] arguments) throws Exception {
      CaseClaims claims = new CaseClaims(Path.of(arguments[0]), Claims.ofProcess());
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
    Claim claim = claims.take("a").orElseThrow();
    assertThat(claims.take("a")).isEmpty();
    assertThat(claims.take("b")).isPresent();
    claim.forget();
    assertThat(claims.take("a")).isPresent();
  }

  @Test
  void ofManyThreadsOneHasItAndNothingIsLeft() throws Exception {
    AtomicInteger holders = new AtomicInteger();
    AtomicInteger taken = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<Thread> threads =
        IntStream.range(0, 8)
            .mapToObj(
                i ->
                    new Thread(
                        () -> {
                          for (int n = 0; n < 100; n++) {
                            Optional<Claim> claim = claims.take("a");
                            if (claim.isPresent()) {
                              most.accumulateAndGet(holders.incrementAndGet(), Math::max);
                              taken.incrementAndGet();
                              holders.decrementAndGet();
                              claim.get().forget();
                            }
                          }
                        }))
            .toList();
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    claims.take("a").orElseThrow().forget();
    assertThat(taken.get()).isPositive();
    assertThat(most).hasValue(1);
    assertThat(files()).isEmpty();
  }

  @Test
  void aProcessThatIsKilledLosesItsClaimAtOnce() throws Exception {
    Process other = claimer();
    try {
      assertThat(claims.take("a")).as("while it lives").isEmpty();
      other.destroyForcibly().waitFor();

      Claim claim = claims.take("a").orElseThrow();
      assertThat(claim.isInherited()).isTrue();
      claim.forget();
      assertThat(files()).isEmpty();
    } finally {
      other.destroyForcibly();
    }
  }

  @Test
  void allAreClearedWhoeverHasThem() {
    claims.take("a").orElseThrow();
    claims.take("b").orElseThrow();
    claims.clear();
    assertThat(folder).doesNotExist();
    claims.clear();
  }
}
