package org.voxelbench.harness.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.Image;
import org.voxelbench.datasets.nifti.NiftiWriter;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.harness.cli.TinyBenchmark;
import org.voxelbench.harness.experiment.Workspace;
import org.voxelbench.training.protocol.Protocol;
import org.voxelbench.training.protocol.Protocols;

class KeptImagesTest {

  private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

  @TempDir private Path folder;
  private RawDataset corpus;

  @BeforeEach
  void threeSpacings() throws IOException {
    for (int spacing : new int[] {4, 6, 8}) {
      write(spacing, spacing);
    }
    corpus = RawDataset.unlabelled(folder.resolve("corpus"));
  }

  private Path write(int name, double spacing) throws IOException {
    Path images = Files.createDirectories(folder.resolve("corpus/imagesTr"));
    Path file = images.resolve("spacing_" + name + ".nii");
    float[] voxels = new float[8 * 8 * 8];
    Arrays.fill(voxels, name);
    double[] spacings = {spacing, spacing, spacing};
    NiftiWriter.write(file, new Image(Geometry.axisAligned(new int[] {8, 8, 8}, spacings), voxels));
    return Files.setLastModifiedTime(file, LONG_AGO);
  }

  private int keptBelow(double spacing) throws IOException {
    String text =
        TinyBenchmark.protocol("{id: scratch-fixed}")
            .replace(
                "  batchSize: 2\n  length",
                "  keep: {spacingBelow: " + spacing + "}\n  batchSize: 2\n  length");
    Protocol protocol =
        Protocols.load(Files.writeString(folder.resolve("protocol.yaml"), text).toString());
    return new Preparation(protocol, new Workspace(folder.resolve("out")), 2, Progress.SILENT)
        .keep(corpus, protocol.pretraining())
        .images()
        .trainingCases()
        .size();
  }

  @Test
  void anotherConditionIsAskedAnew() throws IOException {
    assertThat(keptBelow(5)).isEqualTo(1);
    assertThat(keptBelow(7)).isEqualTo(2);
    assertThat(keptBelow(5)).isEqualTo(1);
  }

  @Test
  void aHeaderIsReadOnceAsLongAsItsFileLooksTheSame() throws IOException {
    assertThat(keptBelow(7)).isEqualTo(2);
    Path changed = folder.resolve("corpus/imagesTr/spacing_6.nii");
    byte[] wider = Files.readAllBytes(folder.resolve("corpus/imagesTr/spacing_8.nii"));
    // In place, so that the file's number stays.
    try (FileChannel channel = FileChannel.open(changed, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(wider));
    }
    Files.setLastModifiedTime(changed, LONG_AGO);
    assertThat(keptBelow(7)).as("as remembered").isEqualTo(2);

    Files.setLastModifiedTime(changed, FileTime.fromMillis(1_100_000_000_000L));
    assertThat(keptBelow(7)).as("as it is").isEqualTo(1);
  }
}
