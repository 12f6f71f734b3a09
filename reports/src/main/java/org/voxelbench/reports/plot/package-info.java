/**
 * How charts are painted: style, colours, and the plots that XChart lacks.
 *
 * <p>Charts may come in; it knows nothing of the page.
 */
package org.voxelbench.reports.plot;
