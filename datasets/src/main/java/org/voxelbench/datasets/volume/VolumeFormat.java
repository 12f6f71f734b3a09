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
      List.of(".nii.gz", ".nii", ".hdr.gz", ".hdr", ".img.gz", ".img"),
      Nifti::open,
      Nifti::files,
      NiftiWriter::write),
  NRRD(List.of(".nrrd", ".nhdr"), Nrrd::open, Nrrd::files, NrrdWriter::write),
  META_IMAGE(List.of(".mha", ".mhd"), MetaImage::open, MetaImage::files, MetaImageWriter::write);

  private final List<String> endings;
  private final Opener opener;
  private final Parts parts;
  private final Writer writer;

  VolumeFormat(List<String> endings, Opener opener, Parts parts, Writer writer) {
    this.endings = endings;
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

  /** The format of a name, if it is one of a volume. */
  static Optional<VolumeFormat> of(Path file) {
    Path name = file.getFileName();
    return name == null
        ? Optional.empty()
        : Arrays.stream(values())
            .filter(format -> format.ending(name.toString()).isPresent())
            .findFirst();
  }

  /** The ending of a name, in the case of letters that it has there. */
  Optional<String> ending(String name) {
    return endings.stream()
        .filter(ending -> name.length() > ending.length())
        .map(
            ending ->
                name.regionMatches(
                        true, name.length() - ending.length(), ending, 0, ending.length())
                    ? name.substring(name.length() - ending.length())
                    : "")
        .filter(found -> !found.isEmpty())
        .findFirst();
  }

  List<String> endings() {
    return endings;
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
