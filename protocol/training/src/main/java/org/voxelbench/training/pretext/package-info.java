/**
 * The contract of a method plugin.
 *
 * <p>A method is one class and one line in {@code
 * META-INF/services/org.voxelbench.training.pretext.SslMethod}. The protocol owns loop, clock,
 * optimiser, seeds, data order, budget and evaluation.
 */
package org.voxelbench.training.pretext;
