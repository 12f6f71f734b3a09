package org.voxelbench.parity;

import java.util.List;

/**
 * A real data set, and the small network that both sides train on it.
 *
 * @param name its folder's name
 * @param id its number in nnU-Net
 * @param box voxels {@code [x, y, z]} that each case is cut to around its middle
 * @param images how many cases are predicted
 * @param planner the planner, by its short name
 * @param nnUnetPlanner the same by its class
 * @param patch the largest patch, {@code [D, H, W]}
 * @param mirrorAxes axes mirrored in training and prediction here
 */
record ParityDataset(
    String name,
    int id,
    List<Integer> box,
    int images,
    String planner,
    String nnUnetPlanner,
    List<Integer> patch,
    List<Integer> mirrorAxes) {

  static final List<ParityDataset> ALL =
      List.of(
          new ParityDataset(
              "Task04_Hippocampus",
              904,
              List.of(64, 64, 64),
              2,
              "resenc-m",
              "nnUNetPlannerResEncM",
              List.of(24, 32, 24),
              List.of(0, 1, 2)),
          new ParityDataset(
              "ACDC",
              927,
              List.of(160, 160, 16),
              1,
              "default",
              "ExperimentPlanner",
              List.of(8, 64, 64),
              List.of(1, 2)),
          new ParityDataset(
              "BraTS2015_sample",
              915,
              List.of(96, 96, 96),
              1,
              "resenc-m",
              "nnUNetPlannerResEncM",
              List.of(48, 48, 48),
              List.of(2)));

  /** Its folder in nnU-Net's raw layout. */
  String folder() {
    return "Dataset" + id + "_" + name;
  }

  @Override
  public String toString() {
    return name;
  }
}
