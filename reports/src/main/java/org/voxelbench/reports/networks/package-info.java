/**
 * Results of the same methods on several networks, side by side and ranked within each network.
 *
 * <p>The page and the harness, which reads the folders, may come in; it knows ranking, charts and
 * tables.
 */
package org.voxelbench.reports.networks;
