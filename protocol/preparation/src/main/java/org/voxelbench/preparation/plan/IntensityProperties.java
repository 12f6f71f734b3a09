package org.voxelbench.preparation.plan;

/**
 * Intensities of one channel inside the annotated foreground of a data set.
 *
 * @param percentile005 the 0.5th percentile
 * @param percentile995 the 99.5th percentile
 */
public record IntensityProperties(
    double mean,
    double median,
    double std,
    double min,
    double max,
    double percentile005,
    double percentile995) {}
