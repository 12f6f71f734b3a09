package org.voxelbench.datasets.layout;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.voxelbench.base.Listing;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.Labels;
import org.voxelbench.datasets.layout.LayoutCase.LabelFiles;
import org.voxelbench.datasets.volume.Volumes;

/** Label maps with the values that a layout gives them. */
final class ConvertedLabels {

  private final Layout layout;
  private final Labels labels;
  private final Path source;

  ConvertedLabels(Layout layout, Labels labels, Path source) {
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
        ? merged(
            files, layout.spaced(Volumes.geometry(source.resolve(found.images().get(0).path()))))
        : changed(source.resolve(files.paths().get(0)));
  }

  private LabelMap changed(Path file) {
    LabelMap stored = Volumes.readLabelMap(file);
    Map<Integer, Integer> remap = layout.remap();
    List<Integer> unknown =
        stored.values().stream()
            .filter(value -> !labels.declared().contains(remap.getOrDefault(value, value)))
            .toList();
    if (!unknown.isEmpty()) {
      throw new DatasetException(
          file
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
    return new LabelMap(layout.spaced(stored.geometry()), changed);
  }

  private LabelMap merged(LabelFiles files, Geometry grid) {
    short[] merged = new short[Math.toIntExact(grid.voxels())];
    List<String> empty = new ArrayList<>();
    for (int i = 0; i < files.paths().size(); i++) {
      LabelMap structure = Volumes.readLabelMap(source.resolve(files.paths().get(i)));
      short value = files.values().get(i).shortValue();
      if (!new GridTransfer(structure, grid).paint(value, merged)
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
    return new LabelMap(grid, merged);
  }
}
