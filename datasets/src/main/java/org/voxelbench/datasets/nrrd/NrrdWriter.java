package org.voxelbench.datasets.nrrd;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.voxelbench.base.file.AtomicFile;
import org.voxelbench.base.file.FileFault;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.voxel.LpsGeometry;
import org.voxelbench.datasets.voxel.WrittenVoxels;

/** Writes gzipped NRRD files with the voxels behind the header; equal volumes make equal bytes. */
public final class NrrdWriter {

  private NrrdWriter() {}

  /**
   * Writes a volume, whole or not at all.
   *
   * @throws DatasetException if the file can't be written, or its name ends in {@code .nhdr}
   */
  public static void write(Path file, WrittenVoxels voxels) {
    if (!file.toString().toLowerCase(Locale.ROOT).endsWith(".nrrd")) {
      throw new DatasetException(
          file + ": voxels are written into one file with their header; give it the ending .nrrd.");
    }
    byte[] header = header(voxels).getBytes(StandardCharsets.US_ASCII);
    try {
      AtomicFile.write(
          file,
          out -> {
            out.write(header);
            try (GZIPOutputStream packed = new GZIPOutputStream(out, 1 << 16)) {
              voxels.writeTo(packed);
            }
          });
    } catch (IOException e) {
      throw new DatasetException(file + ": can't be written (" + FileFault.words(e) + ").", e);
    }
  }

  private static String header(WrittenVoxels voxels) {
    Geometry geometry = voxels.geometry();
    double[][] lps = LpsGeometry.toLps(geometry);
    return String.join(
        "\n",
        "NRRD0004",
        "type: " + NrrdType.of(voxels.type()),
        "dimension: 3",
        "space: left-posterior-superior",
        "sizes: " + geometry.size()[2] + " " + geometry.size()[1] + " " + geometry.size()[0],
        "space directions: " + vector(lps[0]) + " " + vector(lps[1]) + " " + vector(lps[2]),
        "kinds: domain domain domain",
        "endian: little",
        "encoding: gzip",
        "space origin: " + vector(lps[3]),
        "",
        "");
  }

  private static String vector(double[] values) {
    return Arrays.stream(values)
        .mapToObj(Double::toString)
        .collect(Collectors.joining(",", "(", ")"));
  }
}
