package org.voxelbench.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@code make fuzz} begins with and once found, read again; see {@link FuzzInput}. */
@Timeout(120)
class CorpusTest {

  private static final int MOST_SHORTENED = 500;
  private static final int MOST_FLIPS = 500;
  private static final int MOST_CORPUS_BYTES = 400_000;

  @TempDir private Path folder;

  private static Path corpora() throws URISyntaxException {
    return Path.of(Objects.requireNonNull(CorpusTest.class.getResource("/fuzz")).toURI());
  }

  private static List<Path> corpus(FuzzTarget target) throws IOException, URISyntaxException {
    try (Stream<Path> files = Files.list(corpora().resolve(target.corpus()))) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @EnumSource(FuzzTarget.class)
  void everyInputIsReadOrRefusedInASentence(FuzzTarget target) throws Exception {
    FuzzInput input = new FuzzInput(target, folder);
    int read = 0;
    List<String> refusals = new ArrayList<>();
    for (Path file : corpus(target)) {
      Optional<String> refusal = input.check(Files.readAllBytes(file));
      read += refusal.isEmpty() ? 1 : 0;
      refusal.ifPresent(refusals::add);
    }
    assertThat(read).as("some are whole; refused were %s", refusals).isPositive();
    assertThat(refusals).as("some are not").isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource(FuzzTarget.class)
  void everyBeginningOfAWholeFileIsReadOrRefusedInASentence(FuzzTarget target) throws Exception {
    FuzzInput input = new FuzzInput(target, folder);
    byte[] whole = wholeOne(target, input);
    for (int length = 0; length < whole.length; length += 1 + whole.length / MOST_SHORTENED) {
      input.check(Arrays.copyOf(whole, length));
    }
  }

  @ParameterizedTest
  @EnumSource(FuzzTarget.class)
  void aFlippedBitIsReadOrRefusedInASentence(FuzzTarget target) throws Exception {
    FuzzInput input = new FuzzInput(target, folder);
    byte[] whole = wholeOne(target, input);
    // An odd stride meets every bit of a byte.
    int stride = Math.max(1, whole.length / MOST_FLIPS) | 1;
    for (int at = 0; at < whole.length; at += stride) {
      byte[] flipped = whole.clone();
      flipped[at] ^= (byte) (1 << at % Byte.SIZE);
      input.check(flipped);
    }
  }

  /** The shortest input that is read. */
  private static byte[] wholeOne(FuzzTarget target, FuzzInput input) throws Exception {
    byte[] shortest = null;
    for (Path file : corpus(target)) {
      byte[] bytes = Files.readAllBytes(file);
      if ((shortest == null || bytes.length < shortest.length) && input.check(bytes).isEmpty()) {
        shortest = bytes;
      }
    }
    return Objects.requireNonNull(shortest);
  }

  @Test
  void theCorpusIsSmall() throws Exception {
    long bytes = 0;
    try (Stream<Path> files = Files.walk(corpora())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
    }
    assertThat(bytes).isLessThan(MOST_CORPUS_BYTES);
  }
}
