/**
 * What a survey of a data set is shown as: sentences, tables, charts and pictures on one page, and
 * CSV beside it.
 *
 * <p>The commands of data sets come in.
 */
package org.voxelbench.harness.survey.page;
