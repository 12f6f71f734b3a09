/** Fetching archives of data sets, checked and resumable, and unpacking them. */
package org.voxelbench.datasets.download;
