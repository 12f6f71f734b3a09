/**
 * Charts as SVG and PNG, each with a text alternative.
 *
 * <p>Sections, published tables and the page may come in.
 */
package org.voxelbench.reports.chart;
