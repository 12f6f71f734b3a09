package org.voxelbench.datasets.metaimage;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.zip.DeflaterOutputStream;
import org.voxelbench.base.file.AtomicFile;
import org.voxelbench.base.file.FileFault;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.voxel.LpsGeometry;
import org.voxelbench.datasets.voxel.VolumeHeader;
import org.voxelbench.datasets.voxel.WrittenVoxels;

/** Writes compressed {@code .mha} files; equal volumes make equal bytes. */
public final class MetaImageWriter {

  private MetaImageWriter() {}

  /**
   * Writes a volume, whole or not at all.
   *
   * @throws DatasetException if the file can't be written, or its name ends in {@code .mhd}
   */
  public static void write(Path file, WrittenVoxels voxels) {
    if (!file.toString().toLowerCase(Locale.ROOT).endsWith(".mha")) {
      throw new DatasetException(
          file + ": voxels are written into one file with their header; give it the ending .mha.");
    }
    try {
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (DeflaterOutputStream deflated = new DeflaterOutputStream(packed)) {
        voxels.writeTo(deflated);
      }
      byte[] header = header(voxels, packed.size()).getBytes(StandardCharsets.US_ASCII);
      AtomicFile.write(
          file,
          out -> {
            out.write(header);
            packed.writeTo(out);
          });
    } catch (IOException e) {
      throw new DatasetException(file + ": can't be written (" + FileFault.words(e) + ").", e);
    }
  }

  private static String header(WrittenVoxels voxels, int bytes) {
    Geometry geometry = voxels.geometry();
    double[] spacing = VolumeHeader.inFileOrder(geometry.spacing());
    double[][] lps = LpsGeometry.toLps(geometry);
    double[] matrix = new double[9];
    for (int i = 0; i < 9; i++) {
      matrix[i] = lps[i / 3][i % 3] / spacing[i / 3];
    }
    return String.join(
        "\n",
        "ObjectType = Image",
        "NDims = 3",
        "BinaryData = True",
        "BinaryDataByteOrderMSB = False",
        "CompressedData = True",
        "CompressedDataSize = " + bytes,
        "TransformMatrix = " + words(matrix),
        "Offset = " + words(lps[3]),
        "CenterOfRotation = 0 0 0",
        "ElementSpacing = " + words(spacing),
        "DimSize = " + geometry.size()[2] + " " + geometry.size()[1] + " " + geometry.size()[0],
        "ElementType = " + MetaType.of(voxels.type()),
        "ElementDataFile = LOCAL",
        "");
  }

  private static String words(double[] values) {
    return Arrays.stream(values).mapToObj(Double::toString).collect(Collectors.joining(" "));
  }
}
