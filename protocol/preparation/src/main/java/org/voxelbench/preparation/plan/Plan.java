package org.voxelbench.preparation.plan;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.voxelbench.base.BadInputException;

/** nnU-Net's plan of a data set: {@code nnUNetPlans.json}. */
public final class Plan {

  private final String datasetName;
  private final String plansName;
  private final String plannerName;
  private final String reader;
  private final double[] medianSpacing;
  private final int[] medianShape;
  private final int[] transposeForward;
  private final Map<String, Configuration> configurations;
  private final SortedMap<Integer, IntensityProperties> foregroundIntensityProperties;

  /**
   * @param plannerName the planner's class in nnU-Net
   * @param reader the image reader's class in nnU-Net
   * @param medianSpacing median mm per voxel of the raw cases, transposed
   * @param medianShape median voxels of the cropped raw cases, transposed
   * @param transposeForward axis permutation from raw to planned order
   * @param configurations in the plan's order
   * @param foregroundIntensityProperties by channel; empty if nothing is annotated
   */
  public Plan(
      String datasetName,
      String plansName,
      String plannerName,
      String reader,
      double[] medianSpacing,
      int[] medianShape,
      int[] transposeForward,
      Map<String, Configuration> configurations,
      SortedMap<Integer, IntensityProperties> foregroundIntensityProperties) {
    this.datasetName = datasetName;
    this.plansName = plansName;
    this.plannerName = plannerName;
    this.reader = reader;
    this.medianSpacing = medianSpacing.clone();
    this.medianShape = medianShape.clone();
    this.transposeForward = transposeForward.clone();
    this.configurations = Collections.unmodifiableMap(new LinkedHashMap<>(configurations));
    this.foregroundIntensityProperties =
        Collections.unmodifiableSortedMap(new TreeMap<>(foregroundIntensityProperties));
    int[] axes = transposeForward.clone();
    Arrays.sort(axes);
    if (!Arrays.equals(axes, new int[] {0, 1, 2})) {
      throw new BadInputException(
          "plan '" + plansName + "': 'transpose_forward' is no permutation of 0, 1 and 2.");
    }
  }

  /** The same plan with a configuration in place of the one that it has of that name. */
  public Plan with(Configuration configuration) {
    Map<String, Configuration> others = new LinkedHashMap<>(configurations);
    others.put(configuration.name(), configuration);
    return new Plan(
        datasetName,
        plansName,
        plannerName,
        reader,
        medianSpacing,
        medianShape,
        transposeForward,
        others,
        foregroundIntensityProperties);
  }

  /** The data set's folder name. */
  public String datasetName() {
    return datasetName;
  }

  /** The plan's name, such as {@code nnUNetPlans}. */
  public String plansName() {
    return plansName;
  }

  /** The planner's class in nnU-Net. */
  public String plannerName() {
    return plannerName;
  }

  /** The image reader's class in nnU-Net. */
  public String reader() {
    return reader;
  }

  /** Median mm per voxel of the raw cases, transposed. */
  public double[] medianSpacing() {
    return medianSpacing.clone();
  }

  /** Median voxels of the cropped raw cases, transposed. */
  public int[] medianShape() {
    return medianShape.clone();
  }

  /** The axis permutation from raw to planned order. */
  public int[] transposeForward() {
    return transposeForward.clone();
  }

  /** The axis permutation from planned back to raw order. */
  public int[] transposeBackward() {
    int[] backward = new int[3];
    for (int axis = 0; axis < 3; axis++) {
      backward[transposeForward[axis]] = axis;
    }
    return backward;
  }

  /** All configurations by name, in the plan's order. */
  public Map<String, Configuration> configurations() {
    return configurations;
  }

  /**
   * The configuration of that name.
   *
   * @throws BadInputException if the plan has none
   */
  public Configuration configuration(String name) {
    Configuration configuration = configurations.get(name);
    if (configuration == null) {
      throw new BadInputException(
          "plan '"
              + plansName
              + "' of data set '"
              + datasetName
              + "' has no configuration '"
              + name
              + "'; it has "
              + configurations.keySet()
              + ".");
    }
    return configuration;
  }

  /** Foreground intensities by channel; empty if nothing is annotated. */
  public SortedMap<Integer, IntensityProperties> foregroundIntensityProperties() {
    return foregroundIntensityProperties;
  }
}
