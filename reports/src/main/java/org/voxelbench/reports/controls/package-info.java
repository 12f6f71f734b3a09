/**
 * What controls and other numbers of training cases show beside the ranks: whether the protocol
 * tells a good start from a bad one, and where a method's lead ends.
 *
 * <p>Ranking and all rooms above it may come in; it knows statistics.
 */
package org.voxelbench.reports.controls;
