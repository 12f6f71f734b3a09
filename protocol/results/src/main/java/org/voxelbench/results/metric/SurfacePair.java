package org.voxelbench.results.metric;

/**
 * The surfaces of a class in reference and prediction, each as distances to the other.
 *
 * @param toPrediction from every element of the reference's surface
 * @param toReference from every element of the prediction's surface
 */
public record SurfacePair(WeightedDistances toPrediction, WeightedDistances toReference) {}
