/**
 * Tables as such: cells and columns, as HTML, Markdown, LaTeX and CSV, and how numbers are written.
 *
 * <p>All rooms of the reports may come in; it knows none of them.
 */
package org.voxelbench.reports.table;
