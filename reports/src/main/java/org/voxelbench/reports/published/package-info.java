/**
 * Tables that papers published, ranked with nothing of one's own.
 *
 * <p>The page and the harness may come in.
 */
package org.voxelbench.reports.published;
