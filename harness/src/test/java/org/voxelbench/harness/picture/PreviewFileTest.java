package org.voxelbench.harness.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.engine.NdArray;
import org.voxelbench.results.ExperimentSummary.NumberNote;
import org.voxelbench.training.loop.PretextPreview;

class PreviewFileTest {

  @TempDir private Path folder;

  private static Map<String, NdArray> volumes(int samples) {
    Map<String, NdArray> volumes = new LinkedHashMap<>();
    for (String name : List.of("seen", "an output", "original")) {
      volumes.put(name, NdArray.zeros(samples, 1, 4, 8, 8));
    }
    return volumes;
  }

  private static Map<String, Double> numbers() {
    Map<String, Double> numbers = new LinkedHashMap<>();
    numbers.put("z", 0.1 + 0.2);
    numbers.put("a", Double.NaN);
    return numbers;
  }

  @Test
  void whatIsWrittenReadsBackInOrder() throws IOException {
    PreviewFile.write(folder, new PretextPreview(volumes(5), numbers()));
    PreviewFile back = PreviewFile.read(folder).orElseThrow();
    assertThat(back)
        .isEqualTo(
            new PreviewFile(
                List.of("seen", "an output", "original"),
                List.of(new NumberNote("z", 0.1 + 0.2), new NumberNote("a", Double.NaN)),
                List.of("pictures/01.png", "pictures/02.png", "pictures/03.png")));
    for (String picture : back.pictures()) {
      assertThat(ImageIO.read(folder.resolve(picture).toFile()).getHeight()).isEqualTo(160);
    }
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile)).hasSize(4);
    }
  }

  @Test
  void asManyPicturesAsSamples() {
    PreviewFile.write(folder, new PretextPreview(volumes(2), Map.of()));
    assertThat(PreviewFile.read(folder).orElseThrow().pictures()).hasSize(2);
  }

  @Test
  void numbersAloneNeedNoPicture() {
    PreviewFile.write(folder, new PretextPreview(Map.of(), numbers()));
    assertThat(PreviewFile.read(folder).orElseThrow().pictures()).isEmpty();
    assertThat(folder.resolve("pictures")).doesNotExist();
  }

  @Test
  void nothingShownLeavesNothing() {
    PreviewFile.write(folder, new PretextPreview(Map.of(), Map.of()));
    assertThat(folder).isEmptyDirectory();
    assertThat(PreviewFile.read(folder)).isEmpty();
  }
}
