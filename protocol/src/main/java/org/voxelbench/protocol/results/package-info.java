/**
 * The results schema: one row per case and label, from which every table, rank and chart is made.
 *
 * <p>This is all that a report may see of the protocol.
 */
package org.voxelbench.protocol.results;
