package org.voxelbench.datasets.volume;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.Image;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.Labels;
import org.voxelbench.datasets.dicom.DicomSeries;
import org.voxelbench.datasets.nifti.Nifti;
import org.voxelbench.datasets.slices.PngSlices;
import org.voxelbench.datasets.voxel.StoredVolumes;
import org.voxelbench.datasets.voxel.VolumeHeader;
import org.voxelbench.datasets.voxel.WrittenVoxels;

/**
 * Reads and writes volumes of every format.
 *
 * <p>A volume is a NIfTI, NRRD or MetaImage file, a folder with one DICOM series, or a {@code .dcm}
 * file of several frames. Values, spacing and place are those that SimpleITK reads, as nnU-Net
 * does; arrays are ordered {@code [D, H, W]}, affines are RAS. Every fault is a {@link
 * DatasetException} of one sentence that names the file; no memory is taken on a header's word.
 */
public final class Volumes {

  private static final String DICOM = ".dcm";

  private Volumes() {}

  /**
   * Whether a file's name ends as that of a volume does, which of several files is the header's;
   * the file isn't looked at.
   */
  public static boolean isVolume(Path file) {
    return VolumeFormat.isVolume(file);
  }

  /** What names of volumes end in, in lower case, longer ones first where one ends in another. */
  public static List<String> endings() {
    return Arrays.stream(VolumeFormat.values())
        .flatMap(format -> format.endings().stream())
        .toList();
  }

  /**
   * All files that a volume lies in: the file itself, its header or voxels, or those of a series.
   *
   * @throws DatasetException if the name is none of a volume, or a header that names the others
   *     can't be read
   */
  public static List<Path> files(Path file) {
    return isSeries(file) ? DicomSeries.files(file) : format(file).files(file);
  }

  /**
   * Reads what a header says.
   *
   * @throws DatasetException if the file is missing, or its header is damaged or not that of a
   *     volume
   */
  public static VolumeHeader header(Path file) {
    return open(file).header();
  }

  /** Where a volume's header gives its spacing, for a sentence. */
  public static String spacingKeys(Path file) {
    return VolumeFormat.of(file).map(VolumeFormat::spacingKeys).orElse("attribute PixelSpacing");
  }

  /** The number of volumes in a file; see {@link #header}. */
  public static int count(Path file) {
    return header(file).volumes();
  }

  /**
   * Reads where a volume lies, without its voxels.
   *
   * @throws DatasetException also if the file holds several volumes
   */
  public static Geometry geometry(Path file) {
    return header(file).single().geometry();
  }

  /**
   * Reads where nibabel puts a volume, which of a NIfTI header with two transforms, or none, takes
   * another than SimpleITK.
   *
   * @param placed where SimpleITK puts it
   * @throws DatasetException as {@link #geometry}
   */
  public static Geometry nibabelGeometry(Path file, Geometry placed) {
    return VolumeFormat.of(file).filter(VolumeFormat.NIFTI::equals).isPresent()
        ? new Geometry(placed.size(), placed.spacing(), Nifti.header(file).affine())
        : placed;
  }

  /**
   * Reads one channel, the only volume of a file; NaN stays NaN.
   *
   * @throws DatasetException if the file is missing or damaged, holds several volumes, or a finite
   *     value beyond the range of floats
   */
  public static Image readImage(Path file) {
    return single(file).image(0);
  }

  /**
   * Reads one volume of a file that may hold several, and no more of the file than is needed.
   *
   * @param volume its index from 0 on, along all further axes or components, the first fastest
   * @throws DatasetException as for {@link #readImage(Path)}, or if there is no such volume
   */
  public static Image readImage(Path file, int volume) {
    return open(file).image(volume);
  }

  /**
   * Reads a label map, the only volume of a file.
   *
   * @throws DatasetException if the file is missing or damaged, holds several volumes, or a value
   *     that isn't an integer of 16 bits
   */
  public static LabelMap readLabelMap(Path file) {
    return single(file).labelMap(0);
  }

  /**
   * Reads one label map of a file that may hold several, such as the layers of overlapping segments
   * that 3D Slicer writes.
   *
   * @throws DatasetException as for {@link #readLabelMap(Path)}, or if there is no such volume
   */
  public static LabelMap readLabelMap(Path file, int volume) {
    return open(file).labelMap(volume);
  }

  /**
   * Reads an image that lies as a folder of PNG slices, in the order in which people count their
   * names; rows run from anterior to posterior, columns from right to left.
   *
   * @param spacing mm per voxel, {@code [D, H, W]}, which PNG files don't say
   * @throws DatasetException if there is no slice, or they are damaged, coloured or of several
   *     sizes
   */
  public static Image readSlices(Path folder, double[] spacing) {
    return PngSlices.open(folder, spacing).image(0);
  }

  /** Reads a label map that lies as a folder of PNG slices; see {@link #readSlices}. */
  public static LabelMap readSliceLabels(Path folder, double[] spacing) {
    return PngSlices.open(folder, spacing).labelMap(0);
  }

  /**
   * Writes an image as 32-bit floats in the format of its name, whole or not at all.
   *
   * @throws DatasetException if the file can't be written, or its format doesn't hold the volume
   */
  public static void write(Path file, Image image) {
    format(file).write(file, WrittenVoxels.of(image));
  }

  /**
   * Writes a label map as unsigned bytes where the labels fit, else as 16-bit integers.
   *
   * @throws DatasetException if the file can't be written, or its format doesn't hold the volume
   */
  public static void write(Path file, LabelMap map) {
    format(file).write(file, WrittenVoxels.of(map));
  }

  /**
   * Writes a segmentation as nnU-Net does; see {@link WrittenVoxels#of(Path, LabelMap, Labels)}.
   *
   * @throws DatasetException if the map holds a label that is not the data set's, the file can't be
   *     written, or its format doesn't hold the volume
   */
  public static void write(Path file, LabelMap map, Labels labels) {
    format(file).write(file, WrittenVoxels.of(file, map, labels));
  }

  private static StoredVolumes single(Path file) {
    StoredVolumes volumes = open(file);
    volumes.header().single();
    return volumes;
  }

  private static StoredVolumes open(Path file) {
    return isSeries(file) ? DicomSeries.open(file) : format(file).open(file);
  }

  private static boolean isSeries(Path file) {
    return Files.isDirectory(file) || file.toString().toLowerCase(Locale.ROOT).endsWith(DICOM);
  }

  private static VolumeFormat format(Path file) {
    return VolumeFormat.of(file)
        .orElseThrow(
            () ->
                new DatasetException(
                    file
                        + ": not the name of a volume; expected it to end in "
                        + String.join(", ", endings())
                        + "."));
  }
}
