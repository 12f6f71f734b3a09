/**
 * Corpora to pre-train on: images listed from a folder tree, a BIDS tree or the index files of
 * others, none of them opened.
 *
 * <p>Cards say which list is read; whoever opens a data set may come in.
 */
package org.voxelbench.datasets.corpus;
