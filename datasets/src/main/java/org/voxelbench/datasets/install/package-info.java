/**
 * From a card to a data set's folder: its archives fetched and unpacked safely, or its files taken
 * from a site's list.
 *
 * <p>The commands of data sets come in.
 */
package org.voxelbench.datasets.install;
