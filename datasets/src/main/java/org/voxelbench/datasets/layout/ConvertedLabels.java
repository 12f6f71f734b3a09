package org.voxelbench.datasets.layout;

import java.util.List;
import java.util.Map;
import org.voxelbench.base.Listing;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.Labels;
import org.voxelbench.datasets.layout.LayoutCase.LabelFiles;

/** Label maps with the values that a layout gives them. */
final class ConvertedLabels {

  private final Layout layout;
  private final Labels labels;
  private final SourceVolumes source;

  ConvertedLabels(Layout layout, Labels labels, SourceVolumes source) {
    this.layout = layout;
    this.labels = labels;
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
        ? merged(files, source.geometry(found.images().get(0)))
        : changed(files.paths().get(0));
  }

  private LabelMap changed(String path) {
    LabelMap stored = source.labels(path);
    Map<Integer, Integer> remap = layout.remap();
    List<Integer> unknown =
        stored.values().stream()
            .filter(value -> !labels.declared().contains(remap.getOrDefault(value, value)))
            .toList();
    if (!unknown.isEmpty()) {
      throw new DatasetException(
          source.root().resolve(path)
              + ": holds "
              + Listing.of(unknown)
              + ", but the labels are "
              + labels.entries()
              + (remap.isEmpty() ? "" : ", some made by " + remap)
              + "; correct the file, or the card.");
    }
    short[] changed = stored.labels().clone();
    for (int i = 0; i < changed.length; i++) {
      changed[i] = remap.getOrDefault((int) changed[i], (int) changed[i]).shortValue();
    }
    return new LabelMap(stored.geometry(), changed);
  }

  /** A structure may lie outside of the image, but not all of them. */
  private LabelMap merged(LabelFiles files, Geometry grid) {
    short[] merged = new short[Math.toIntExact(grid.voxels())];
    boolean painted = false;
    for (int i = 0; i < files.paths().size(); i++) {
      LabelMap structure = source.labels(files.paths().get(i));
      short value = files.values().get(i).shortValue();
      painted |= new GridTransfer(structure, grid).paint(value, merged);
    }
    if (!painted) {
      throw new DatasetException(
          source.root()
              + ": no voxel of "
              + Listing.of(files.paths())
              + " lies in the case's image; correct where the files say that they lie.");
    }
    return new LabelMap(grid, merged);
  }
}
