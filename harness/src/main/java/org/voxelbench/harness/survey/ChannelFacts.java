package org.voxelbench.harness.survey;

import java.util.Optional;

/**
 * The intensities of one channel of a case.
 *
 * @param all of all voxels that are finite; empty if none is
 * @param foreground of those under a foreground label; empty without any
 */
public record ChannelFacts(Optional<Percentiles> all, Optional<Percentiles> foreground) {}
