package org.voxelbench.datasets.phantom;

import java.util.List;

/** The phantom data sets. */
public enum PhantomKind {
  /** Scattered white-matter lesions on FLAIR, some with a cavity; some cases have none. */
  LESIONS(
      "PhantomLesions",
      "lesion",
      List.of(Contrast.FLAIR),
      List.of("lesion", "cavitated_lesion"),
      new double[] {2, 2, 2},
      new int[] {48, 56, 48},
      1),
  /** A tumour with oedema, an enhancing rim and a necrotic core, on T1 with contrast and FLAIR. */
  TUMOUR(
      "PhantomTumour",
      "tumour",
      List.of(Contrast.T1_CONTRAST, Contrast.FLAIR),
      List.of("oedema", "enhancing_rim", "necrotic_core"),
      new double[] {2, 2, 2},
      new int[] {48, 56, 48},
      1),
  /** Deep nuclei on T1 in thick slices of the middle of the brain; both sides share a label. */
  NUCLEI(
      "PhantomNuclei",
      "nuclei",
      List.of(Contrast.T1),
      List.of("caudate", "putamen", "pallidum", "thalamus"),
      new double[] {3, 1, 1},
      new int[] {20, 80, 80},
      3),
  /** Unlabelled heads in T1, T2 or FLAIR, some with lesions or a tumour. */
  CORPUS(
      "PhantomCorpus",
      "corpus",
      List.of(),
      List.of(),
      new double[] {2, 2, 2},
      new int[] {48, 56, 48},
      1);

  private final String datasetName;
  private final String prefix;
  private final List<Contrast> contrasts;
  private final List<String> labels;
  private final double[] spacing;
  private final int[] size;
  private final int subslices;

  PhantomKind(
      String datasetName,
      String prefix,
      List<Contrast> contrasts,
      List<String> labels,
      double[] spacing,
      int[] size,
      int subslices) {
    this.datasetName = datasetName;
    this.prefix = prefix;
    this.contrasts = contrasts;
    this.labels = labels;
    this.spacing = spacing;
    this.size = size;
    this.subslices = subslices;
  }

  /** The data set's name, as its card has it. */
  public String datasetName() {
    return datasetName;
  }

  /** Voxels per axis, {@code [D, H, W]}, unless another size is asked for. */
  public int[] standardSize() {
    return size.clone();
  }

  /** Names of the foreground labels from 1 on; none where the set is unlabelled. */
  public List<String> labels() {
    return labels;
  }

  /** Whether each case has a label map. */
  public boolean isLabelled() {
    return !labels.isEmpty();
  }

  /** The channels' contrasts; empty where each case draws its own. */
  List<Contrast> contrasts() {
    return contrasts;
  }

  /** What the names of cases begin with. */
  String prefix() {
    return prefix;
  }

  /** The spacing in mm, {@code [D, H, W]}, at which a size covers the same field of view. */
  double[] spacing(int[] ofSize) {
    double[] scaled = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      scaled[axis] = spacing[axis] * (size[axis] / (double) ofSize[axis]);
    }
    return scaled;
  }

  /** Places looked at across a slice; more than one where slices are thick. */
  int subslices() {
    return subslices;
  }
}
