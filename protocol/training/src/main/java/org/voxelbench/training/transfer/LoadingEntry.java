package org.voxelbench.training.transfer;

import org.voxelbench.training.network.NetworkPart;

/**
 * What became of one weight, and why.
 *
 * @param name its name
 * @param part the part of the network it belongs to
 * @param fate what became of it
 * @param values values that were copied into the downstream network, 0 if none
 * @param reason why, in words
 */
public record LoadingEntry(
    String name, NetworkPart part, TransferOutcome fate, long values, String reason) {}
