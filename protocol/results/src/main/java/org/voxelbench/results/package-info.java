/**
 * The results schema: one row per case and label, from which every table, rank and chart is made.
 *
 * <p>Everybody above the base may come in; this is all that a report may see of the protocol.
 */
package org.voxelbench.results;
