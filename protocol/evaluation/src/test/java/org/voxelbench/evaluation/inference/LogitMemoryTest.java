package org.voxelbench.evaluation.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.engine.NdArray;

class LogitMemoryTest {

  private static final int[] PATCH = {4, 6, 5};
  private static final long PLENTY = 1L << 40;

  @TempDir Path folder;

  /** Every class is noise of its own, which depends on the patch. */
  private static FakeEngine noise(int classes) {
    return new FakeEngine(
        (weight, image) -> {
          int[] shape = image.shape();
          shape[1] = classes;
          RandomStream random = new RandomStreams((long) (1000 * image.at(7))).stream("test");
          float[] out = new float[(int) NdArray.size(shape)];
          for (int i = 0; i < out.length; i++) {
            out[i] = (float) random.nextGaussian();
          }
          return NdArray.of(shape, out);
        });
  }

  private float[] predict(int classes, int[] shape, LogitMemory memory) {
    float[] image = new float[shape[0] * shape[1] * shape[2]];
    for (int i = 0; i < image.length; i++) {
      image[i] = i;
    }
    FakeEngine engine = noise(classes);
    try (Predictor predictor =
        new Predictor(
            engine,
            engine.forward(),
            List.of(engine.weight(1)),
            PATCH,
            new PredictorSettings(0.5, true, List.of(2), 3),
            memory)) {
      return Joined.of(predictor.predict(image, new int[] {1, shape[0], shape[1], shape[2]}));
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 4, 6, 5", "3, 9, 13, 7", "40, 11, 8, 6", "2, 1, 3, 2"})
  void aFileGivesTheSameBitsAsMemory(int classes, int d, int h, int w) throws IOException {
    int[] shape = {d, h, w};
    float[] inMemory = predict(classes, shape, new LogitMemory(PLENTY, folder.resolve("none")));
    float[] inFile = predict(classes, shape, new LogitMemory(1, folder));

    assertThat(inMemory).hasSize(classes * d * h * w).doesNotContain(0f);
    assertThat(inFile).containsExactly(inMemory);
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).as("the temporary file is gone").isEmpty();
    }
  }

  @Test
  void theBudgetDecidesWhereTheSumsLie() {
    LogitMemory memory = new LogitMemory(2 * 30 * Float.BYTES + 8, folder);
    try (ClassSums fits = memory.sums(2, 30, 8);
        ClassSums more = memory.sums(2, 30, 9)) {
      assertThat(fits).isInstanceOf(ArraySums.class);
      assertThat(more).isInstanceOf(FileSums.class);
    }
  }

  @Test
  void aDiskWithoutRoomIsRefusedBeforehand() {
    LogitMemory memory = new LogitMemory(1, folder);
    assertThatThrownBy(() -> memory.sums(1 << 20, 1 << 30, 0))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("1048576 classes")
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("MiB");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aFolderThatIsNotThereIsNamed() {
    LogitMemory memory = new LogitMemory(1, folder.resolve("none"));
    assertThatThrownBy(() -> memory.sums(2, 30, 0))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(folder.resolve("none").toString());
  }

  @Test
  void logitsCanBeReadAgain() {
    FakeEngine engine = noise(2);
    for (long bytes : new long[] {1, PLENTY}) {
      try (Predictor predictor =
              new Predictor(
                  engine,
                  engine.forward(),
                  List.of(engine.weight(1)),
                  PATCH,
                  PredictorSettings.nnUNet(),
                  new LogitMemory(bytes, folder));
          Logits logits = predictor.predict(new float[4 * 6 * 9], new int[] {1, 4, 6, 9})) {
        float[] once = logits.channel(1).clone();
        assertThat(logits.channel(0)).isNotEqualTo(once);
        assertThat(logits.channel(1)).containsExactly(once);
      }
    }
  }
}
