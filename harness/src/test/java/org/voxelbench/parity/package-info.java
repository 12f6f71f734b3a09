/**
 * nnU-Net itself beside this program, on the same data: {@code make test-peer}.
 *
 * <p>Nobody comes in; the Python half is {@code resources/parity/peer.py}.
 */
package org.voxelbench.parity;
