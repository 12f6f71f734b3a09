/**
 * Looking at what runs left: status, verification, replay, and results from elsewhere.
 *
 * <p>The commands may come in.
 */
package org.voxelbench.harness.inspect;
