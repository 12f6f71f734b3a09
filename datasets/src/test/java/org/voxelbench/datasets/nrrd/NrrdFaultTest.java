package org.voxelbench.datasets.nrrd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxelbench.datasets.DatasetException;

/** A damaged NRRD is refused in one sentence that names the file and what is wrong. */
class NrrdFaultTest {

  private static final String SOUND =
      "NRRD0004\ntype: uint8\ndimension: 3\nsizes: 2 2 2\nspacings: 1 1 1\nencoding: raw\n\n";

  @TempDir private Path temp;

  private Path write(String header, int voxels) throws IOException {
    Path file = temp.resolve("x.nrrd");
    Files.writeString(file, header + "a".repeat(voxels));
    return file;
  }

  @Test
  void theSoundOneIsRead() throws IOException {
    assertThat(Nrrd.open(write(SOUND, 8)).image(0).voxels()).hasSize(8).containsOnly('a');
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NRRD0004 | NRRD0009 | version",
        "NRRD0004 | NIFTI | NRRD",
        "type: uint8 | type: block | block",
        "type: uint8 | tipe: uint8 | tipe",
        "type: uint8 | no colon | no colon",
        "type: uint8 | content: x | type",
        "type: uint8 | type: int16 | endian",
        "dimension: 3 | dimension: 99 | dimension",
        "dimension: 3 | dimension: many | dimension",
        "sizes: 2 2 2 | sizes: 2 2 | sizes",
        "sizes: 2 2 2 | sizes: 2 2 0 | sizes",
        "sizes: 2 2 2 | sizes: 2 2 -2 | sizes",
        "sizes: 2 2 2 | sizes: 99999 99999 99999 | sizes",
        "sizes: 2 2 2 | sizes: 2 2 900 | more than the file's",
        "sizes: 2 2 2 | sizes: 2 2 2;sizes: 2 2 2 | twice",
        "spacings: 1 1 1 | spacings: 1 1 0 | spacings",
        "spacings: 1 1 1 | spacings: 1 1 x | spacings",
        "spacings: 1 1 1 | kinds: domain domain vector | 2 axes in space",
        "spacings: 1 1 1 | space: upside-down | upside-down",
        "spacings: 1 1 1 | space: LPS;space directions: (1,0,0) (0,1,0) (0,0) | space directions",
        "spacings: 1 1 1 | space: LPS;space directions: (1,0,0) (0,1,0) | space directions",
        "spacings: 1 1 1 | space: LPS;space directions: (1,0,0) (0,1,0) (0,0,0) | positive length",
        "spacings: 1 1 1 | space: LPS;space directions: (1,0,0) (0,1,0) (0,0,nan) | positive",
        "spacings: 1 1 1 | space dimension: 3;space origin: (0,nan,0) | finite",
        "encoding: raw | encoding: bzip2 | bzip2",
        "encoding: raw | encoding: hex | hex",
        "encoding: raw | encoding: gzip | damaged",
        "encoding: raw | encoding: ascii | more than the file's",
        "encoding: raw | encoding: raw;byte skip: 5 | more than the file's",
        "encoding: raw | encoding: raw;byte skip: -7 | byte skip",
        "encoding: raw | encoding: raw;line skip: 5 | line skip",
        "encoding: raw | encoding: raw;data file: ../y.raw | outside",
        "encoding: raw | encoding: raw;data file: /etc/hostname | outside",
        "encoding: raw | encoding: raw;data file: y.raw | y.raw",
        "encoding: raw | encoding: raw;data file: y%d.raw 1 9 0 | data file",
        "encoding: raw | encoding: raw;data file: %d%d 1 2 1 | more than one number",
        "encoding: raw | encoding: raw;data file: LIST;x.nrrd;x.nrrd;x.nrrd | 3 files",
      })
  void aFault(String sound, String broken, String named) throws IOException {
    Path file = write(SOUND.replace(sound, broken.replace(';', '\n')), 8);
    assertThatThrownBy(() -> Nrrd.open(file).image(0))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("x.nrrd")
        .hasMessageContaining(named)
        .hasMessageEndingWith(".");
  }

  @Test
  void aHeaderWithoutEndTakesNoMemory() throws IOException {
    Path file = write("NRRD0004\n" + "a".repeat(5 << 20), 0);
    assertThatThrownBy(() -> Nrrd.open(file))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("doesn't end");
  }

  @Test
  void layersOfSegmentsAreReadOneByOne() throws IOException {
    String layers =
        SOUND
            .replace("dimension: 3", "dimension: 4")
            .replace("sizes: 2 2 2", "sizes: 2 1 2 2")
            .replace("spacings: 1 1 1", "kinds: list domain domain domain");
    Path file = temp.resolve("x.seg.nrrd");
    Files.writeString(file, layers + "\1\2\3\4\5\6\7\10");
    assertThat(Nrrd.open(file).labelMap(0).labels()).containsExactly(new short[] {1, 3, 5, 7});
    assertThat(Nrrd.open(file).labelMap(1).labels()).containsExactly(new short[] {2, 4, 6, 8});
    assertThatThrownBy(() -> Nrrd.open(file).header().single())
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("x.seg.nrrd")
        .hasMessageContaining("2x1x2x2");
  }
}
