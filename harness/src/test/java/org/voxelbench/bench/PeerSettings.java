package org.voxelbench.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Optimizer;
import org.voxelbench.engine.Precision;
import org.voxelbench.engine.safetensors.Safetensors;
import org.voxelbench.preparation.plan.UNetArchitecture;
import org.voxelbench.training.network.Network;

/**
 * What {@code peer.py} is to do, as it reads it in JSON.
 *
 * @param weights safetensors file of the initial weights
 * @param batch safetensors file of the inputs
 * @param threads threads of one op
 */
record PeerSettings(
    String weights,
    String batch,
    List<Integer> features,
    List<Integer> blocks,
    List<List<Integer>> kernels,
    List<List<Integer>> strides,
    List<Integer> decoderConvs,
    int inputChannels,
    int outputChannels,
    Precision precision,
    int threads,
    double learningRate,
    double momentum,
    boolean nesterov,
    double weightDecay,
    double clipNorm) {

  /** The bench's training, its weights and its first batch written into a folder. */
  static PeerSettings write(Path folder, Precision precision, int threads) throws IOException {
    Network network = BenchPlan.network();
    UNetArchitecture architecture = UNetArchitecture.of(network.architecture());
    Optimizer.Sgd sgd = Optimizer.Sgd.nnUNet();
    return new PeerSettings(
        write(folder.resolve("weights.safetensors"), BenchPlan.initialWeights(network)),
        write(folder.resolve("batch.safetensors"), BenchPlan.firstBatch()),
        architecture.features(),
        architecture.blocks(),
        architecture.kernels(),
        architecture.strides(),
        architecture.decoderConvs(),
        network.inputChannels(),
        network.outputChannels(),
        precision,
        threads,
        BenchPlan.LEARNING_RATE,
        sgd.momentum(),
        sgd.nesterov(),
        sgd.weightDecay(),
        sgd.clipNorm());
  }

  private static String write(Path file, Map<String, NdArray> arrays) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      Safetensors.write(out, arrays, Map.of());
    }
    return file.toString();
  }
}
