/**
 * The engine on Deeplearning4j's SameDiff and ND4J: a program is traced once per shapes of its
 * inputs, differentiated in the graph, and run as a fixed list of native ops on fixed memory.
 *
 * <p>SameDiff records the graph; its ops are {@link org.voxelbench.engine.nd4j.trace.TracedOp}s,
 * which know their shapes and derivatives. A {@link org.voxelbench.engine.nd4j.ExecutionPlan} runs
 * it, all plans of an engine in one {@link org.voxelbench.engine.nd4j.Slab}.
 */
package org.voxelbench.engine.nd4j;
