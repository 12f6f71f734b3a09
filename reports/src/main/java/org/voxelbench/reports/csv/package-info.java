/**
 * The tables of a report as CSV files, and exports for other tools.
 *
 * <p>The page, which writes them, and the harness may come in.
 */
package org.voxelbench.reports.csv;
