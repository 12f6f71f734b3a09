package org.voxelbench.datasets.slices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.Image;
import org.voxelbench.datasets.volume.Volumes;

/** Slices in files of their own make a volume in the order in which people count. */
class PngSlicesTest {

  private static final double[] SPACING = {3, 1.25, 0.5};

  @TempDir private Path folder;

  private void slice(String name, int type, int width, int first) throws IOException {
    BufferedImage picture = new BufferedImage(width, 2, type);
    for (int x = 0; x < width; x++) {
      picture.getRaster().setSample(x, 1, 0, first + x);
    }
    ImageIO.write(picture, "png", folder.resolve(name).toFile());
  }

  @ParameterizedTest
  @CsvSource({"10, 1", "11, 300"})
  void slicesAreCounted(int type, int grey) throws IOException {
    slice("s10.png", type, 3, grey + 10);
    slice("s9.png", type, 3, grey + 9);
    slice("s011.PNG", type, 3, grey + 11);
    Files.writeString(folder.resolve("readme.txt"), "no slice");
    Image read = Volumes.readSlices(folder, SPACING);
    assertThat(read.geometry().size()).containsExactly(3, 2, 3);
    assertThat(read.geometry().spacing()).containsExactly(SPACING);
    assertThat(read.geometry().affine()[0]).containsExactly(-0.5, 0, 0, 0);
    assertThat(read.geometry().affine()[1]).containsExactly(0, -1.25, 0, 0);
    assertThat(read.geometry().affine()[2]).containsExactly(0, 0, 3, 0);
    for (int slice = 0; slice < 3; slice++) {
      for (int x = 0; x < 3; x++) {
        assertThat(read.voxels()[6 * slice + 3 + x]).isEqualTo(grey + 9 + slice + x);
      }
    }
    assertThat(Volumes.readSliceLabels(folder, SPACING).values()).contains(0, grey + 9, grey + 13);
  }

  @Test
  void namesAreOrderedAsNumbersWhereTheyAreNumbers() {
    List<String> names = List.of("b2", "a10", "a9", "a09b", "b", "a9b", "10", "9", "a");
    assertThat(names.stream().sorted(new NaturalOrder()))
        .containsExactly("9", "10", "a", "a9", "a09b", "a9b", "a10", "b", "b2");
  }

  @Test
  void slicesOfOtherSizesAreRefused() throws IOException {
    slice("1.png", BufferedImage.TYPE_BYTE_GRAY, 3, 0);
    slice("2.png", BufferedImage.TYPE_BYTE_GRAY, 4, 0);
    refused("2.png", "4x2", "3x2");
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "12", "13"})
  void coloursAreRefused(int type) throws IOException {
    slice("1.png", type, 3, 0);
    refused("1.png", "colour");
  }

  @Test
  void whatIsNoPictureIsRefused() throws IOException {
    refused("no slice");
    Files.writeString(folder.resolve("1.png"), "text");
    refused("1.png", "PNG");
    assertThatThrownBy(() -> Volumes.readImage(folder))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("DICOM")
        .hasMessageContaining("spacing");
  }

  @Test
  void aSpacingIsPositive() throws IOException {
    slice("1.png", BufferedImage.TYPE_BYTE_GRAY, 3, 0);
    assertThatThrownBy(() -> Volumes.readSlices(folder, new double[] {1, 0, 1}))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("spacing");
  }

  private void refused(String... words) {
    assertThatThrownBy(() -> Volumes.readSlices(folder, SPACING))
        .isInstanceOf(DatasetException.class)
        .hasMessageContainingAll(words);
  }
}
