package org.voxelbench.bench;

import java.util.List;

/**
 * A few operations in a row, as a side measured them.
 *
 * @param seconds wall time of each
 * @param cpuSeconds mean processor time of all threads of the process
 * @param values what each returned: the loss of a step, the first logit of a forward pass
 */
record Block(List<Double> seconds, double cpuSeconds, List<Double> values) {}
