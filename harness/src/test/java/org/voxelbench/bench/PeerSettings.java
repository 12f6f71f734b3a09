package org.voxelbench.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Optimizer;
import org.voxelbench.engine.Precision;
import org.voxelbench.engine.safetensors.Safetensors;
import org.voxelbench.preparation.plan.Architecture;
import org.voxelbench.training.network.Network;

/**
 * What {@code peer.py} is to do, as it reads it in JSON.
 *
 * @param weights safetensors file of the initial weights
 * @param batch safetensors file of the inputs
 * @param threads threads of one op
 */
record PeerSettings(
    Subject subject,
    String weights,
    String batch,
    Architecture architecture,
    int inputChannels,
    int outputChannels,
    Precision precision,
    int threads,
    double learningRate,
    Optimizer optimizer) {

  /** A subject's training, its weights and its first batch written into a folder. */
  static PeerSettings write(Path folder, Subject subject, Precision precision, int threads)
      throws IOException {
    return of(
        subject,
        write(folder.resolve("weights.safetensors"), BenchPlan.initialWeights(subject.network())),
        write(folder.resolve("batch.safetensors"), subject.batch()),
        precision,
        threads);
  }

  /** A subject's training from files of its weights and its batch. */
  static PeerSettings of(
      Subject subject, String weights, String batch, Precision precision, int threads) {
    Network network = subject.network();
    return new PeerSettings(
        subject,
        weights,
        batch,
        network.architecture(),
        network.inputChannels(),
        network.outputChannels(),
        precision,
        threads,
        subject.learningRate(),
        subject.optimizer());
  }

  private static String write(Path file, Map<String, NdArray> arrays) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      Safetensors.write(out, arrays, Map.of());
    }
    return file.toString();
  }
}
