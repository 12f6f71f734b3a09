/**
 * Which cases are shown as examples, and who paints them.
 *
 * <p>Sections, CSV tables and the page may come in.
 */
package org.voxelbench.reports.examples;
