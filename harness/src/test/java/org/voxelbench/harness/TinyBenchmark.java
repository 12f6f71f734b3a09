package org.voxelbench.harness;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.voxelbench.datasets.phantom.PhantomKind;
import org.voxelbench.datasets.phantom.PhantomSpec;
import org.voxelbench.datasets.phantom.Phantoms;
import picocli.CommandLine;

/**
 * A data set of six tiny cases of two channels and a benchmark of one step on it.
 *
 * @param folder holds data, protocol and results
 */
record TinyBenchmark(Path folder) {

  static final String PROTOCOL =
      """
      name: mine
      title: A user's own data
      seeds: [1]
      datasets:
        - {name: MyData, folds: [0]}
      plans:
        dynamic: {planner: resenc-l, maxPatchSize: [16, 16, 16], batchSize: 2, features: [4, 8]}
        fixed: {spacing: [4, 4, 4], patchSize: [16, 16, 16], batchSize: 2, features: [4, 8], blocks: [1, 1]}
      pretraining:
        datasets: [PhantomCorpus]
        batchSize: 2
        length: {epochs: 1, iterations: 1, validationIterations: 1}
        learningRate: 0.01
        optimizer: {momentum: 0.99, weightDecay: 0.00003, clipNorm: 12}
        initialization: he
      training:
        length: {epochs: 1, iterations: 1, validationIterations: 1}
        foregroundOversampling: 0.33
        mirrorAxes: [0, 1, 2]
        optimizer: {momentum: 0.99, weightDecay: 0.00003, clipNorm: 12}
        fromScratch: {schedule: default, learningRate: 0.01, warmUpEpochs: 0, deepSupervision: true}
        fromScratchFixed: {schedule: default, learningRate: 0.01, warmUpEpochs: 0, deepSupervision: false}
        adapted: {schedule: default, learningRate: 0.001, warmUpEpochs: 0, deepSupervision: false}
      inference: {tileStep: 0.5, mirroring: false}
      evaluation: {missingPrediction: zero, absentClass: leave-out}
      methods:
        - {id: scratch-dynamic}
      """;

  /** What a command answered. */
  record Answer(int exitCode, String err) {}

  /** Draws the data set. */
  static TinyBenchmark draw(Path folder) {
    TinyBenchmark tiny = new TinyBenchmark(folder);
    Phantoms.write(
        new PhantomSpec(PhantomKind.TUMOUR, 6, 1, new int[] {16, 16, 16}), tiny.dataset());
    return tiny;
  }

  /** The data set's folder. */
  Path dataset() {
    return folder.resolve("data/raw/MyData");
  }

  /** The first case by name. */
  String caseId() throws IOException {
    try (var labels = Files.list(dataset().resolve("labelsTr"))) {
      String first = labels.sorted().findFirst().orElseThrow().getFileName().toString();
      return first.replace(".nii.gz", "");
    }
  }

  Path image(String caseId, int channel) {
    return dataset().resolve("imagesTr").resolve(caseId + "_000" + channel + ".nii.gz");
  }

  Path label(String caseId) {
    return dataset().resolve("labelsTr").resolve(caseId + ".nii.gz");
  }

  Path out() {
    return folder.resolve("out");
  }

  /** Runs the benchmark under a protocol. */
  Answer run(String protocol) throws IOException {
    Path file = Files.writeString(folder.resolve("protocol.yaml"), protocol);
    StringWriter err = new StringWriter();
    CommandLine command = VoxelBench.commandLine().setErr(new PrintWriter(err, true));
    int exitCode =
        command.execute(
            "benchmark",
            "--protocol",
            file.toString(),
            "--data",
            folder.resolve("data").toString(),
            "--out",
            out().toString(),
            "--device",
            "cpu");
    return new Answer(exitCode, err.toString());
  }
}
