package org.voxelbench.engine;

import java.util.Map;

/**
 * The loss of a program with its gradients.
 *
 * @param loss the value of {@link Program#LOSS}
 * @param weights gradient of each weight; zero where the loss does not depend on it
 * @param inputs gradient of each input; zero where the loss does not depend on it
 */
public record Gradients(double loss, Map<String, NdArray> weights, Map<String, NdArray> inputs) {}
