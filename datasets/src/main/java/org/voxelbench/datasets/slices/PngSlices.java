package org.voxelbench.datasets.slices;

import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.voxelbench.base.file.FileFault;
import org.voxelbench.base.file.FolderListing;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.voxel.LpsGeometry;
import org.voxelbench.datasets.voxel.Room;
import org.voxelbench.datasets.voxel.StoredBytes;
import org.voxelbench.datasets.voxel.StoredVolumes;
import org.voxelbench.datasets.voxel.VolumeHeader;
import org.voxelbench.datasets.voxel.VoxelSink;

/**
 * A volume whose slices are the PNG files of a folder, of 8 or 16 bits of grey, in the order in
 * which people count their names.
 *
 * @param header what is known of it
 * @param slices a file per slice
 */
public record PngSlices(VolumeHeader header, List<Path> slices) implements StoredVolumes {

  private static final String ENDING = ".png";

  /** Deflate can't shrink data further than this. */
  private static final long MOST_DEFLATE = 1032;

  private static final int MOST_SIDE = 1 << 16;

  public PngSlices {
    slices = List.copyOf(slices);
  }

  /**
   * Opens a folder.
   *
   * @param spacing mm per voxel, {@code [D, H, W]}, which PNG files don't say
   * @throws DatasetException if there is no slice, the spacing isn't positive, or the slices differ
   *     in size
   */
  public static PngSlices open(Path folder, double[] spacing) {
    List<Path> slices = slices(folder);
    if (slices.isEmpty()) {
      throw new DatasetException(folder + ": it holds no slice, expected files that end in .png.");
    }
    int[] first = size(slices.get(0));
    for (Path slice : slices) {
      int[] size = size(slice);
      if (size[0] != first[0] || size[1] != first[1]) {
        throw new DatasetException(
            slice
                + ": it is of "
                + size[0]
                + "x"
                + size[1]
                + " pixels, but "
                + slices.get(0).getFileName()
                + " is of "
                + first[0]
                + "x"
                + first[1]
                + "; remove what doesn't belong to the volume.");
      }
    }
    long voxels = (long) first[0] * first[1] * slices.size();
    if (voxels > Room.LONGEST_ARRAY) {
      throw new DatasetException(
          folder + ": its slices have " + voxels + " voxels, more than an array holds.");
    }
    int[] size = {first[0], first[1], slices.size()};
    double[][] steps = {{spacing[2], 0, 0}, {0, spacing[1], 0}, {0, 0, spacing[0]}};
    Geometry geometry = LpsGeometry.of(folder, "spacing", size, steps, new double[3]);
    VolumeHeader header =
        new VolumeHeader(
            folder,
            "PNG",
            new long[] {size[0], size[1], size[2]},
            geometry,
            1,
            VolumeHeader.inFileOrder(spacing),
            "spacing");
    return new PngSlices(header, slices);
  }

  private static List<Path> slices(Path folder) {
    List<Path> slices = new ArrayList<>();
    try {
      for (Path file : FolderListing.of(folder)) {
        if (file.toString().toLowerCase(Locale.ROOT).endsWith(ENDING)
            && Files.isRegularFile(file)) {
          slices.add(file);
        }
      }
    } catch (IOException e) {
      throw new DatasetException(folder + ": can't be listed (" + FileFault.words(e) + ").", e);
    }
    slices.sort(Comparator.comparing(file -> file.getFileName().toString(), new NaturalOrder()));
    return slices;
  }

  /** Width and height. */
  private static int[] size(Path file) {
    return reading(file, reader -> new int[] {reader.getWidth(0), reader.getHeight(0)});
  }

  @Override
  public int room(int cell) {
    Room.check(header.file(), header.geometry().voxels(), cell);
    return (int) header.geometry().voxels();
  }

  @Override
  public void stream(int volume, VoxelSink sink) {
    for (Path slice : slices) {
      double[] values = reading(slice, reader -> grey(slice, reader));
      sink.accept(values, values.length);
    }
  }

  private static double[] grey(Path file, ImageReader reader) throws IOException {
    ColorModel colours = reader.getRawImageType(0).getColorModel();
    if (colours instanceof IndexColorModel || colours.getNumComponents() != 1) {
      throw new DatasetException(
          file + ": it is in colour, expected 8 or 16 bits of grey without transparency.");
    }
    Raster raster = reader.read(0).getRaster();
    return raster.getSamples(0, 0, raster.getWidth(), raster.getHeight(), 0, (double[]) null);
  }

  private interface Reading<T> {
    T of(ImageReader reader) throws IOException;
  }

  private static <T> T reading(Path file, Reading<T> reading) {
    ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      reader.setInput(in, true, true);
      long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
      if (reader.getWidth(0) > MOST_SIDE
          || reader.getHeight(0) > MOST_SIDE
          || pixels / Byte.SIZE > MOST_DEFLATE * StoredBytes.size(file)) {
        throw new DatasetException(
            file + ": it claims " + pixels + " pixels, more than the file can hold.");
      }
      return reading.of(reader);
    } catch (IOException | RuntimeException e) {
      if (e instanceof DatasetException refused) {
        throw refused;
      }
      throw new DatasetException(
          file + ": can't be read as PNG (" + e.getMessage() + "); is it damaged?", e);
    } finally {
      reader.dispose();
    }
  }
}
