package org.voxelbench.store;

import java.util.Map;
import org.voxelbench.engine.NdArray;

/**
 * Everything that a training needs to go on as if it had not stopped.
 *
 * @param weights the network's weights by name
 * @param optimizer the optimiser's state by name
 * @param progress how far it is
 */
public record Checkpoint(
    Map<String, NdArray> weights, Map<String, NdArray> optimizer, TrainingProgress progress) {}
