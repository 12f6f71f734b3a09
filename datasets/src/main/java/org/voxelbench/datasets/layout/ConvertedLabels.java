package org.voxelbench.datasets.layout;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.voxelbench.base.Listing;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.layout.LayoutCase.LabelFiles;
import org.voxelbench.datasets.volume.Volumes;

/** Label maps with the values that a layout gives them. */
final class ConvertedLabels {

  private final Layout layout;
  private final Path source;

  ConvertedLabels(Layout layout, Path source) {
    this.layout = layout;
    this.source = source;
  }

  /**
   * Reads the label map of a case: its values changed, or its structures painted one after another
   * onto the grid of the first channel.
   *
   * @throws DatasetException naming the file, if it can't be read or holds a value that the layout
   *     doesn't know
   */
  LabelMap read(LayoutCase found) {
    LabelFiles files = found.label().orElseThrow();
    return files.isMerged()
        ? merged(files, layout.spaced(Volumes.geometry(source.resolve(found.images().get(0).path()))))
        : changed(source.resolve(files.paths().get(0)));
  }

  private LabelMap changed(Path file) {
    LabelMap stored = Volumes.readLabelMap(file);
    short[] labels = stored.labels().clone();
    TreeSet<Integer> unknown = new TreeSet<>();
    for (int i = 0; i < labels.length; i++) {
      int value = labels[i];
      int label = layout.remap().getOrDefault(value, value);
      if (!layout.labels().containsValue(label)) {
        unknown.add(value);
      }
      labels[i] = (short) label;
    }
    if (!unknown.isEmpty()) {
      throw new DatasetException(
          file
              + ": holds "
              + Listing.of(unknown)
              + ", but the layout knows the labels "
              + layout.labels()
              + (layout.remap().isEmpty() ? "" : " and makes them of " + layout.remap())
              + "; correct the file, or the layout.");
    }
    return new LabelMap(layout.spaced(stored.geometry()), labels);
  }

  private LabelMap merged(LabelFiles files, Geometry grid) {
    short[] labels = new short[Math.toIntExact(grid.voxels())];
    List<String> empty = new ArrayList<>();
    for (int i = 0; i < files.paths().size(); i++) {
      LabelMap structure = Volumes.readLabelMap(source.resolve(files.paths().get(i)));
      short value = files.values().get(i).shortValue();
      if (!new GridTransfer(structure, grid).paint(value, labels)
          && structure.values().stream().anyMatch(label -> label != 0)) {
        empty.add(files.paths().get(i));
      }
    }
    if (!empty.isEmpty()) {
      throw new DatasetException(
          source
              + ": no voxel of "
              + Listing.of(empty)
              + " lies in the image; correct where the files say that they lie.");
    }
    return new LabelMap(grid, labels);
  }
}
