/**
 * Files over HTTP: resumable, in several streams, checked, and in place only when they are whole.
 *
 * <p>Who installs data sets comes in, and who fetches weights.
 */
package org.voxelbench.datasets.download;
