/**
 * The metrics: each is one class that tells its name, unit and direction, what an absent class
 * means and how it is averaged; columns, tables, charts and exports follow from the list of them.
 *
 * <p>Everybody above the base may come in.
 */
package org.voxelbench.results.metric;
