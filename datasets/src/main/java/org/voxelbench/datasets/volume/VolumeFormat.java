package org.voxelbench.datasets.volume;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.voxelbench.datasets.metaimage.MetaImage;
import org.voxelbench.datasets.metaimage.MetaImageWriter;
import org.voxelbench.datasets.nifti.Nifti;
import org.voxelbench.datasets.nifti.NiftiWriter;
import org.voxelbench.datasets.nrrd.Nrrd;
import org.voxelbench.datasets.nrrd.NrrdWriter;
import org.voxelbench.datasets.voxel.StoredVolumes;
import org.voxelbench.datasets.voxel.WrittenVoxels;

/** The formats of volumes in files, by what the files' names end in. */
enum VolumeFormat {
  NIFTI(
      List.of(".nii.gz", ".nii", ".hdr.gz", ".hdr"),
      List.of(".img.gz", ".img"),
      "keys pixdim and xyzt_units",
      Nifti::open,
      Nifti::files,
      NiftiWriter::write),
  NRRD(
      List.of(".nrrd", ".nhdr"),
      List.of(),
      "keys space directions or spacings",
      Nrrd::open,
      Nrrd::files,
      NrrdWriter::write),
  META_IMAGE(
      List.of(".mha", ".mhd"),
      List.of(),
      "key ElementSpacing",
      MetaImage::open,
      MetaImage::files,
      MetaImageWriter::write);

  private final List<String> endings;
  private final List<String> endingsOfVoxels;
  private final String spacingKeys;
  private final Opener opener;
  private final Parts parts;
  private final Writer writer;

  VolumeFormat(
      List<String> endings,
      List<String> endingsOfVoxels,
      String spacingKeys,
      Opener opener,
      Parts parts,
      Writer writer) {
    this.endings = endings;
    this.endingsOfVoxels = endingsOfVoxels;
    this.spacingKeys = spacingKeys;
    this.opener = opener;
    this.parts = parts;
    this.writer = writer;
  }

  private interface Opener {
    StoredVolumes open(Path file);
  }

  private interface Parts {
    List<Path> of(Path file);
  }

  private interface Writer {
    void write(Path file, WrittenVoxels voxels);
  }

  /** The format of a name, if it is one of a volume or of its voxels beside a header. */
  static Optional<VolumeFormat> of(Path file) {
    return Arrays.stream(values())
        .filter(format -> ends(file, format.endings) || ends(file, format.endingsOfVoxels))
        .findFirst();
  }

  /** Whether a name is one of a volume, which of several files is the header's. */
  static boolean isVolume(Path file) {
    return Arrays.stream(values()).anyMatch(format -> ends(file, format.endings));
  }

  private static boolean ends(Path file, List<String> endings) {
    String name = String.valueOf(file.getFileName());
    return endings.stream()
        .anyMatch(
            ending ->
                name.regionMatches(
                    true, name.length() - ending.length(), ending, 0, ending.length()));
  }

  List<String> endings() {
    return endings;
  }

  /** The keys of the spacing in a header, for a sentence. */
  String spacingKeys() {
    return spacingKeys;
  }

  StoredVolumes open(Path file) {
    return opener.open(file);
  }

  List<Path> files(Path file) {
    return parts.of(file);
  }

  void write(Path file, WrittenVoxels voxels) {
    writer.write(file, voxels);
  }
}
