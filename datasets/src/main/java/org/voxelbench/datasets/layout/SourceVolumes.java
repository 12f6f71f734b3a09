package org.voxelbench.datasets.layout;

import java.nio.file.Path;
import java.util.List;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.Image;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.layout.LayoutCase.Volume;
import org.voxelbench.datasets.volume.Volumes;

/**
 * Reads volumes of a publisher's tree, by paths below its root.
 *
 * @param root the tree's root
 * @param spacing that of slices; empty where volumes say theirs
 */
record SourceVolumes(Path root, List<Double> spacing) {

  SourceVolumes {
    spacing = List.copyOf(spacing);
  }

  Image image(Volume volume) {
    Path file = root.resolve(volume.path());
    if (volume.index().isPresent()) {
      return Volumes.readImage(file, volume.index().getAsInt());
    }
    return spacing.isEmpty() ? Volumes.readImage(file) : Volumes.readSlices(file, millimetres());
  }

  LabelMap labels(String path) {
    Path file = root.resolve(path);
    return spacing.isEmpty()
        ? Volumes.readLabelMap(file)
        : Volumes.readSliceLabels(file, millimetres());
  }

  /** Where a volume lies; of a file with several volumes they all lie there. */
  Geometry geometry(Volume volume) {
    return spacing.isEmpty()
        ? Volumes.header(root.resolve(volume.path())).geometry()
        : image(volume).geometry();
  }

  int count(String path) {
    return Volumes.count(root.resolve(path));
  }

  private double[] millimetres() {
    return spacing.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
