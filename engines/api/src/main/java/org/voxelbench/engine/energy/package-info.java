/**
 * What a device draws: the processor's counters and the card's readings.
 *
 * <p>Engines and the harness may come in.
 */
package org.voxelbench.engine.energy;
