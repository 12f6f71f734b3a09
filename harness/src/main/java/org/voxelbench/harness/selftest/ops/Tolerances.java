package org.voxelbench.harness.selftest.ops;

import org.voxelbench.engine.Precision;

/**
 * How far a result may lie from the oracle's, as relative L2 distance unless said otherwise.
 *
 * <p>Rounding to the nearest is off by up to 2^-24 in fp32 and by 2^-9 in bf16, which keeps 8 bits.
 *
 * @param op values and gradients of an op. 2^-15 in fp32: 512 roundings, and a sixteenth of the
 *     single rounding to TF32's 11 bits, so that a product in TF32 is found. 2^-6 in bf16: 8
 *     roundings, of operands and results; sums are in fp32
 * @param loss the loss of each of 20 steps, relative to the larger of it and 1. Rounding grows with
 *     every step, by how much depends on the order of sums: measured were up to 1e-6 in fp32 and
 *     1e-2 in bf16, of which the bounds are some times as much
 * @param resumed all weights of a training that was killed and resumed, where the device doesn't
 *     promise equal bits; as for the loss, since the order of sums is what differs
 */
public record Tolerances(double op, double loss, double resumed) {

  private static final Tolerances SINGLE = new Tolerances(0x1p-15, 1e-4, 1e-3);
  private static final Tolerances MIXED = new Tolerances(0x1p-6, 5e-2, 5e-2);

  public static Tolerances of(Precision precision) {
    return precision == Precision.BF16 ? MIXED : SINGLE;
  }
}
