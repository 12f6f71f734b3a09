/**
 * The contract of a method plugin.
 *
 * <p>A method is one class and one line in {@code
 * META-INF/services/org.voxelbench.protocol.method.SslMethod}. The protocol owns loop, clock,
 * optimiser, seeds, data order, budget and evaluation.
 */
package org.voxelbench.protocol.method;
