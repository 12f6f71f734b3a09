package org.voxelbench.harness.cluster;

/**
 * What each job of a group asks a scheduler for.
 *
 * @param minutes wall time, in min
 * @param memoryGiB memory of the host, in GiB
 * @param cpus cores
 * @param cards graphics cards
 */
record Allotment(int minutes, int memoryGiB, int cpus, int cards) {}
