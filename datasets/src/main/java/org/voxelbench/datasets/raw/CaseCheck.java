package org.voxelbench.datasets.raw;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.Image;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.Labels;
import org.voxelbench.datasets.volume.Volumes;
import org.voxelbench.datasets.voxel.NotVolumeException;
import org.voxelbench.datasets.voxel.VolumeHeader;

/** What is wrong with one case. */
final class CaseCheck {

  /** How far from a right angle two axes may be, as the cosine between them. */
  private static final double ANGLE_TOLERANCE = 1e-3;

  private final RawCase rawCase;
  private final Optional<DatasetJson> json;
  private final boolean needsLabel;
  private final DatasetVerifier.Viewer viewer;
  private final List<String> problems = new ArrayList<>();
  private Optional<Flaw> flaw = Optional.empty();
  private final List<GridOffset> offsets = new ArrayList<>();
  private final Map<Path, String> voxelHashes = new LinkedHashMap<>();
  private Optional<GridMismatch> mismatch = Optional.empty();
  private Optional<OddSpacing> oddSpacing = Optional.empty();
  private boolean foreground;

  CaseCheck(
      RawCase rawCase,
      Optional<DatasetJson> json,
      boolean training,
      DatasetVerifier.Viewer viewer) {
    this.rawCase = rawCase;
    this.json = json;
    this.needsLabel = training && json.isPresent();
    this.viewer = viewer;
  }

  DatasetVerifier.Findings run() {
    boolean labelled = needsLabel || rawCase.labelFile().isPresent();
    if (headers(labelled) && problems.isEmpty()) {
      try {
        List<Image> images = images();
        Geometry first = images.get(0).geometry();
        oddSpacing = OddSpacing.of(rawCase.id(), rawCase.imageFiles().get(0), first.spacing());
        viewer.see(rawCase, images, labelled ? Optional.of(label(first)) : Optional.empty());
        if (json.isEmpty()) {
          learnable(images);
        }
      } catch (DatasetException e) {
        problem(Flaw.UNREADABLE, e.getMessage());
      }
    }
    return new DatasetVerifier.Findings(
        problems, flaw, mismatch, offsets, oddSpacing, voxelHashes, foreground);
  }

  /** Whether all files have headers that can be read; each that hasn't is a problem of its own. */
  private boolean headers(boolean labelled) {
    boolean readable = true;
    for (int channel = 0; channel < rawCase.imageFiles().size(); channel++) {
      readable &= header(rawCase.imageFiles().get(channel), "channel " + channel);
    }
    return labelled
        ? readable & header(rawCase.labelFile().orElseThrow(), "the label map")
        : readable;
  }

  private boolean header(Path file, String part) {
    try {
      VolumeHeader header = Volumes.header(rawCase.existing(file, part));
      check(file, header);
      header.single();
      return true;
    } catch (NotVolumeException e) {
      problem(Flaw.NOT_3D, e.getMessage());
      return false;
    } catch (DatasetException e) {
      problem(Flaw.UNREADABLE, e.getMessage());
      return false;
    }
  }

  private List<Image> images() {
    List<Image> images = rawCase.images();
    for (int channel = 0; channel < images.size(); channel++) {
      Path file = rawCase.imageFiles().get(channel);
      finite(file, images.get(channel));
      voxelHashes.put(file, VoxelHash.of(images.get(channel)));
      offset(file, images.get(0).geometry(), images.get(channel).geometry(), false);
    }
    return images;
  }

  private LabelMap label(Geometry image) {
    LabelMap map = rawCase.labelMap();
    Path file = rawCase.labelFile().orElseThrow();
    mismatch = GridMismatch.of(rawCase.id(), file, image, map.geometry());
    offset(file, image, map.geometry(), true);
    json.ifPresent(declared -> values(file, map, declared.labels()));
    return map;
  }

  private void values(Path file, LabelMap map, Labels labels) {
    SortedSet<Integer> held = map.values();
    foreground = labels.values().stream().anyMatch(label -> label > 0 && held.contains(label));
    SortedSet<Integer> unknown = labels.undeclared(held);
    if (!unknown.isEmpty()) {
      problem(
          Flaw.LABELS,
          file
              + ": case '"
              + rawCase.id()
              + "' holds "
              + (unknown.size() == 1 ? "the label " + unknown.first() : "the labels " + unknown)
              + ", but 'labels' in dataset.json declares "
              + labels.declared()
              + "; declare or relabel it.");
    }
  }

  /** What a pre-training can't use. */
  private void learnable(List<Image> images) {
    for (int channel = 0; channel < images.size(); channel++) {
      float[] voxels = images.get(channel).voxels();
      if (isConstant(voxels)) {
        problem(
            Flaw.CONSTANT,
            rawCase.imageFiles().get(channel)
                + ": case '"
                + rawCase.id()
                + "' holds the intensity "
                + voxels[0]
                + " in every voxel, of which nothing can be learnt; leave it out.");
      }
    }
    try {
      rawCase.ignored();
    } catch (DatasetException e) {
      problem(Flaw.MASK, e.getMessage());
    }
  }

  private static boolean isConstant(float[] voxels) {
    for (float voxel : voxels) {
      if (voxel != voxels[0]) {
        return false;
      }
    }
    return true;
  }

  private void problem(Flaw kind, String sentence) {
    flaw = flaw.or(() -> Optional.of(kind));
    problems.add(sentence);
  }

  private void finite(Path file, Image image) {
    int bad = 0;
    for (float value : image.voxels()) {
      bad += Float.isFinite(value) ? 0 : 1;
    }
    if (bad > 0) {
      problem(
          Flaw.NOT_FINITE,
          file
              + ": case '"
              + rawCase.id()
              + "' has "
              + bad
              + " voxels that are NaN or infinite; replace them, by 0 say.");
    }
  }

  private void check(Path file, VolumeHeader header) {
    double[] spacing = header.spacing();
    if (!Arrays.stream(spacing).allMatch(s -> s > 0 && Double.isFinite(s))) {
      problem(
          Flaw.GEOMETRY,
          file
              + ": case '"
              + rawCase.id()
              + "' has the spacing "
              + Arrays.toString(spacing)
              + " mm (header key "
              + header.spacingKey()
              + "), expected positive numbers; correct the header.");
      return;
    }
    double[][] affine = rawCase.reader().stored(file, header.geometry()).affine();
    for (int a = 0; a < 3; a++) {
      for (int b = a + 1; b < 3; b++) {
        double cosine = cosine(affine, a, b);
        if (!(Math.abs(cosine) <= ANGLE_TOLERANCE)) {
          problem(
              Flaw.GEOMETRY,
              file
                  + ": case '"
                  + rawCase.id()
                  + "' has axes that aren't at right angles (cosine "
                  + cosine
                  + " between axes "
                  + a
                  + " and "
                  + b
                  + " of the header's affine); resample it without shear.");
          return;
        }
      }
    }
  }

  /** NaN where an axis has no length. */
  private static double cosine(double[][] affine, int a, int b) {
    double product = 0;
    double lengthA = 0;
    double lengthB = 0;
    for (int row = 0; row < 3; row++) {
      product += affine[row][a] * affine[row][b];
      lengthA += affine[row][a] * affine[row][a];
      lengthB += affine[row][b] * affine[row][b];
    }
    return product / Math.sqrt(lengthA * lengthB);
  }

  private void offset(Path file, Geometry image, Geometry other, boolean isLabel) {
    if (Arrays.equals(image.size(), other.size()) && !Geometries.sameAffine(image, other)) {
      offsets.add(
          new GridOffset(
              rawCase.id(),
              file,
              isLabel,
              Geometries.farthest(image, other),
              Geometries.turned(image, other)));
    }
  }
}
