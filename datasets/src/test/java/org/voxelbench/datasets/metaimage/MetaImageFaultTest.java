package org.voxelbench.datasets.metaimage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxelbench.datasets.DatasetException;

/** A damaged MetaImage is refused in one sentence that names the file and what is wrong. */
class MetaImageFaultTest {

  private static final String SOUND =
      "NDims = 3\nDimSize = 2 2 2\nBinaryData = True\nElementSpacing = 1 1 1\n"
          + "ElementType = MET_UCHAR\nElementDataFile = LOCAL\n";

  @TempDir private Path temp;

  private Path write(String header) throws IOException {
    Path file = temp.resolve("x.mha");
    Files.writeString(file, header + "a".repeat(8));
    return file;
  }

  @Test
  void theSoundOneIsRead() throws IOException {
    assertThat(MetaImage.open(write(SOUND)).image(0).voxels()).hasSize(8).containsOnly('a');
  }

  @ParameterizedTest
  @ValueSource(strings = {"Comment = a\nComment = b\n", "Mine = 1\nMine = 2\n", "NDims = 3\n"})
  void aFieldMayStandTwiceIfItIsNotReadOrSaysTheSame(String fields) throws IOException {
    assertThat(MetaImage.open(write(fields + SOUND)).image(0).voxels()).hasSize(8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NDims = 3 | Dims = 3 | NDims",
        "NDims = 3 | NDims = 0 | NDims",
        "NDims = 3 | NDims = 2;DimSize = 2 4;X = | twice",
        "NDims = 3 | NDims = 3;ElementSpacing = 2 2 2 | ElementSpacing' twice",
        "NDims = 3 | no sign | no sign",
        "NDims = 3;DimSize = 2 2 2 | NDims = 2;DimSize = 2 4 | 3D image",
        "DimSize = 2 2 2 | DimSize = 2 2 | DimSize",
        "DimSize = 2 2 2 | DimSize = 2 2 -2 | DimSize",
        "DimSize = 2 2 2 | DimSize = 99999 99999 99999 | more than",
        "DimSize = 2 2 2 | DimSize = 2 2 900 | more than the file's",
        "BinaryData = True | BinaryData = False | more than the file's",
        "BinaryData = True | CompressedData = True | damaged",
        "BinaryData = True | HeaderSize = -5 | HeaderSize",
        "BinaryData = True | HeaderSize = 99999 | HeaderSize",
        "BinaryData = True | HeaderSize = x | HeaderSize",
        "BinaryData = True | ElementNumberOfChannels = 0 | ElementNumberOfChannels",
        "BinaryData = True | TransformMatrix = 1 0 0 0 1 0 0 0 | TransformMatrix",
        "BinaryData = True | TransformMatrix = 1 0 0 0 1 0 0 0 0 | positive length",
        "BinaryData = True | Offset = 1 2 NaN | finite",
        "BinaryData = True | Offset = 1 2 x | Offset",
        "ElementSpacing = 1 1 1 | ElementSpacing = 1 1 0 | ElementSpacing",
        "ElementSpacing = 1 1 1 | ElementSpacing = 1 1 nan | ElementSpacing",
        "ElementType = MET_UCHAR | ElementType = MET_STRING | MET_STRING",
        "ElementDataFile = LOCAL | ElementData = LOCAL | ElementDataFile",
        "ElementDataFile = LOCAL | ElementDataFile = ../y.raw | outside",
        "ElementDataFile = LOCAL | ElementDataFile = /etc/hostname | outside",
        "ElementDataFile = LOCAL | ElementDataFile = y.raw | y.raw",
        "ElementDataFile = LOCAL | ElementDataFile = LIST | ElementDataFile",
      })
  void aFault(String sound, String broken, String named) throws IOException {
    Path file = write(SOUND.replace(sound.replace(';', '\n'), broken.replace(';', '\n')));
    assertThatThrownBy(() -> MetaImage.open(file).image(0))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("x.mha")
        .hasMessageContaining(named)
        .hasMessageMatching("(?s).*[.?]");
  }
}
