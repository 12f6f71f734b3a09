/**
 * Charts as SVG and PNG, each with a text alternative and, unless the page has it already, the
 * table of its numbers. {@link org.voxelbench.reports.chart.Charts} lists them.
 *
 * <p>Sections, published tables and the page may come in.
 */
package org.voxelbench.reports.chart;
