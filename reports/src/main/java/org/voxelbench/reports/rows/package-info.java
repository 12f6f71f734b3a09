/**
 * The long results as one typed Tablesaw table, and how its rows become one number.
 *
 * <p>The ranking, examples, CSV tables and sections may come in; it knows the results alone.
 */
package org.voxelbench.reports.rows;
