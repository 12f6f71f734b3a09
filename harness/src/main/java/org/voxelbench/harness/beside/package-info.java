/**
 * Folders of results on other networks, which a report shows beside its own.
 *
 * <p>The command line may come in; it knows runs and experiments, and the reports' record of a
 * network.
 */
package org.voxelbench.harness.beside;
