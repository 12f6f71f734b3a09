package org.voxelbench.harness.data;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.Image;
import org.voxelbench.datasets.nifti.NiftiWriter;

/** Writes many small volumes, all of them different, without the care for what must not be lost. */
final class TinyVolumes {

  private static final int EDGE = 12;
  private static final int HEADER = 352;

  private TinyVolumes() {}

  static void write(Path folder, int volumes) throws IOException {
    Files.createDirectories(folder);
    byte[] volume = one(folder.resolveSibling("one.nii"));
    for (int i = 0; i < volumes; i++) {
      for (int b = 0; b < Integer.BYTES; b++) {
        volume[HEADER + b * Float.BYTES + 1] = (byte) (i >> Byte.SIZE * b);
      }
      Path file = folder.resolve("scan_%06d.nii.gz".formatted(i));
      try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
        out.write(volume);
      }
    }
  }

  private static byte[] one(Path file) throws IOException {
    RandomStream random = new RandomStreams(5).stream("tiny volumes");
    float[] voxels = new float[EDGE * EDGE * EDGE];
    for (int i = 0; i < voxels.length; i++) {
      voxels[i] = 100 + random.nextInt(200);
    }
    int[] size = {EDGE, EDGE, EDGE};
    NiftiWriter.write(file, new Image(Geometry.axisAligned(size, new double[] {4, 4, 4}), voxels));
    byte[] bytes = Files.readAllBytes(file);
    Files.delete(file);
    return bytes;
  }
}
