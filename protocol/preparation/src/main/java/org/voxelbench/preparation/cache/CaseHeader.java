package org.voxelbench.preparation.cache;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.voxelbench.base.volume.VoxelBox;
import org.voxelbench.datasets.Geometry;

/**
 * What a case file says of itself, as JSON.
 *
 * @param madeOf hash of what it was made of; empty in files of before 0.2
 * @param classes the classes whose sampled voxels are stored, in the order of their blocks
 * @param marked whether -1 in the segmentation marks voxels that no loss may count
 */
record CaseHeader(
    @JsonProperty(required = true) String id,
    @JsonProperty(required = true) String madeOf,
    @JsonProperty(required = true) int channels,
    @JsonProperty(required = true) int[] shape,
    @JsonProperty(required = true) int chunkEdge,
    @JsonProperty(required = true) List<ClassEntry> classes,
    @JsonProperty(required = true) int[] storedSize,
    @JsonProperty(required = true) double[] storedSpacing,
    @JsonProperty(required = true) double[][] storedAffine,
    @JsonProperty(required = true) boolean reoriented,
    @JsonProperty(required = true) double[] spacing,
    @JsonProperty(required = true) int[] shapeBeforeCrop,
    @JsonProperty(required = true) int[] cropLower,
    @JsonProperty(required = true) int[] cropUpper,
    @JsonProperty(required = true) boolean marked) {

  /** So that a chunk, and the voxels of a class, are arrays that memory surely holds. */
  private static final int LONGEST_EDGE = 128;

  private static final int MOST_VOXELS = 1 << 25;
  private static final String MADE_OF = "madeOf";
  private static final String MARKED = "marked";

  /** A class and the number of its stored voxels. */
  record ClassEntry(
      @JsonProperty(required = true) List<Integer> labels,
      @JsonProperty(required = true) int voxels) {}

  static CaseHeader of(PreprocessedCase prepared, int chunkEdge, String madeOf) {
    List<ClassEntry> classes = new ArrayList<>();
    prepared
        .classLocations()
        .byClass()
        .forEach((labels, voxels) -> classes.add(new ClassEntry(labels, voxels.length / 3)));
    classes.sort((a, b) -> a.labels().toString().compareTo(b.labels().toString()));
    CaseProperties properties = prepared.properties();
    Geometry stored = properties.stored();
    return new CaseHeader(
        prepared.id(),
        madeOf,
        prepared.channels().size(),
        prepared.shape(),
        chunkEdge,
        classes,
        stored.size(),
        stored.spacing(),
        stored.affine(),
        properties.reoriented(),
        properties.spacing(),
        properties.shapeBeforeCrop(),
        properties.crop().lower(),
        properties.crop().upper(),
        prepared.marked());
  }

  /** Gives an older header the keys that it lacks. */
  static void fillIn(ObjectNode header) {
    if (!header.has(MADE_OF)) {
      header.put(MADE_OF, "");
    }
    if (!header.has(MARKED)) {
      header.put(MARKED, false);
    }
  }

  CaseProperties properties() {
    return new CaseProperties(
        new Geometry(storedSize, storedSpacing, storedAffine),
        reoriented,
        spacing,
        shapeBeforeCrop,
        VoxelBox.between(cropLower, cropUpper));
  }

  ChunkGrid grid() {
    return new ChunkGrid(shape, chunkEdge);
  }

  /** Whether the numbers can be those of a file of so many blocks. */
  boolean plausible(int blocks) {
    boolean sizes =
        shape.length == 3
            && Arrays.stream(shape).allMatch(n -> n > 0)
            && channels > 0
            && chunkEdge > 0
            && chunkEdge <= LONGEST_EDGE
            && classes.stream().allMatch(e -> e.voxels() >= 0 && e.voxels() <= MOST_VOXELS);
    return sizes && (channels + 1.0) * chunks() + classes.size() == blocks;
  }

  /** The number of chunks, however large the sizes are. */
  private double chunks() {
    return Arrays.stream(grid().chunks()).asDoubleStream().reduce(1, (a, b) -> a * b);
  }
}
