/**
 * Sections of the page: figures, tables and sentences, ready to be laid out.
 *
 * <p>CSV tables, published tables and the page may come in.
 */
package org.voxelbench.reports.section;
