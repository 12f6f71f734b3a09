/**
 * A look at a data set before a training: what each case holds, read once, and by which rules cases
 * stand out or repeat each other. No anatomy is built in: a case is compared with the others alone.
 *
 * <p>The commands of data sets, and the page that shows it, come in.
 */
package org.voxelbench.harness.survey;
