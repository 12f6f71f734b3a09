package org.voxelbench.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.harness.cli.Console;
import org.voxelbench.harness.cli.SharedData;

/**
 * A model goes from here to nnU-Net and back, and does the same on both sides: the oracle is
 * nnU-Net itself, on real data, in 32 bits.
 *
 * <p>nnU-Net sums windows in 16 bits; here it is told to do so in 32, and what 16 bits do is
 * printed beside it.
 */
@Tag("peer")
class NnUnetParityTest {

  /** What a network may differ in at most. */
  private static final double LARGEST_SHARE = 1e-5;

  /** Logits nearer to each other than this are a tie in 32 bits. */
  private static final double TIE = 1e-3;

  private static final double STEP = 0.5;
  private static final int CASES = 6;
  private static final int STAGES = 3;
  private static final int FEATURES = 8;
  private static final int EPOCHS = 2;
  private static final int ITERATIONS = 25;

  private static final String PROTOCOL =
      """
      name: parity
      title: Fifty steps beside nnU-Net
      seeds: [1]
      datasets:
        - {name: %s, folds: [0]}
      plans:
        dynamic: {planner: %s, maxPatchSize: %s, batchSize: 2, features: [8, 16, 32], blocks: [1, 2, 2]}
        fixed: {spacing: [2, 2, 2], patchSize: [32, 32, 32], batchSize: 2, features: [8, 16, 32], blocks: [1, 1, 1]}
      pretraining:
        datasets: [PhantomCorpus]
        batchSize: 2
        length: {epochs: 1, iterations: 1, validationIterations: 1}
        learningRate: 0.01
        optimizer: {momentum: 0.99, weightDecay: 0.00003, clipNorm: 12}
        initialization: he
      training:
        length: {epochs: %d, iterations: %d, validationIterations: 1}
        foregroundOversampling: 1
        mirrorAxes: %s
        optimizer: {name: adamw}
        fromScratch: {schedule: default, learningRate: 0.003, warmUpEpochs: 0, deepSupervision: true}
        fromScratchFixed: {schedule: default, learningRate: 0.01, warmUpEpochs: 0, deepSupervision: false}
        adapted: {schedule: default, learningRate: 0.001, warmUpEpochs: 0, deepSupervision: false}
      inference: {tileStep: %s, mirroring: true}
      evaluation: {missingPrediction: zero, absentClass: leave-out}
      methods:
        - {id: scratch-dynamic}
      """;

  @TempDir private Path folder;

  static List<ParityDataset> datasets() {
    return ParityDataset.ALL;
  }

  @AfterAll
  static void print() {
    ParityTable.print();
  }

  @ParameterizedTest
  @MethodSource("datasets")
  void whatIsTrainedHereSegmentsTheSameThere(ParityDataset dataset) throws IOException {
    try (Peer peer = Peer.open(folder)) {
      Path raw = raw(peer, dataset);
      Path results = folder.resolve("here");
      run(
          "benchmark",
          "--protocol",
          protocol(dataset),
          "--data",
          folder,
          "--out",
          results,
          "--device",
          "cpu",
          "--precision",
          "fp32");
      Path trained;
      try (Stream<Path> runs = Files.list(results.resolve("runs"))) {
        trained = runs.findFirst().orElseThrow();
      }
      Path model = folder.resolve("exported");
      run("export-nnunet", trained, "--out", model);

      compare(peer, "trained here, predicted by nnU-Net", dataset, raw, model, trained);
    }
  }

  @ParameterizedTest
  @MethodSource("datasets")
  void whatIsTrainedThereSegmentsTheSameHere(ParityDataset dataset) throws IOException {
    try (Peer peer = Peer.open(folder)) {
      Path raw = raw(peer, dataset);
      String plans =
          peer.ask(
                  "plan",
                  Map.of(
                      "dataset",
                      dataset.id(),
                      "planner",
                      dataset.nnUnetPlanner(),
                      "patch",
                      dataset.patch(),
                      "stages",
                      STAGES,
                      "features",
                      FEATURES))
              .get("plans")
              .asText();
      Map<String, Object> training =
          Map.of(
              "dataset", dataset.id(), "plans", plans, "epochs", EPOCHS, "iterations", ITERATIONS);
      Path model = Path.of(peer.ask("train", training).get("model").asText());
      Path imported = folder.resolve("imported");
      run("import", "nnunet-model", model, "--out", imported);

      compare(
          peer,
          "trained by nnU-Net, predicted here",
          dataset,
          raw,
          model,
          imported.resolve("fold_0"));
      preprocessingAndLoss(peer, dataset, raw, Path.of(plans), model, imported.resolve("fold_0"));
    }
  }

  private Path raw(Peer peer, ParityDataset dataset) throws IOException {
    Path source = SharedData.folder().resolve("raw").resolve(dataset.name());
    assumeTrue(
        Files.isDirectory(source),
        () -> "there is no folder " + source + "; name real data sets with VOXELBENCH_DATA");
    Path raw = folder.resolve("raw").resolve(dataset.folder());
    peer.ask(
        "subset",
        Map.of(
            "source",
            source.toString(),
            "out",
            raw.toString(),
            "cases",
            CASES,
            "size",
            dataset.box()));
    return raw;
  }

  private Path protocol(ParityDataset dataset) throws IOException {
    return Files.writeString(
        folder.resolve("protocol.yaml"),
        PROTOCOL.formatted(
            dataset.folder(),
            dataset.planner(),
            dataset.patch(),
            EPOCHS,
            ITERATIONS,
            dataset.mirrorAxes(),
            STEP));
  }

  private void compare(
      Peer peer, String what, ParityDataset dataset, Path raw, Path model, Path trained)
      throws IOException {
    Path images = Files.createDirectories(folder.resolve("images"));
    for (var raws : RawDataset.open(raw).trainingCases().subList(0, dataset.images())) {
      for (Path file : raws.imageFiles()) {
        Files.copy(file, images.resolve(file.getFileName()));
      }
    }
    Path ours = folder.resolve("ours");
    run("predict", images, ours, "--run", trained, "--device", "cpu", "--precision", "fp32");

    Difference in16Bits = predicted(peer, model, images, ours, true);
    Difference difference = predicted(peer, model, images, ours, false);
    ParityTable.segmentation(what, dataset.name(), difference);
    ParityTable.segmentation(what + ", sums in 16 bits", dataset.name(), in16Bits);
    assertThat(difference.foreground())
        .as("a network that sees nothing shows nothing")
        .isPositive();
    assertThat(difference.share()).isLessThanOrEqualTo(LARGEST_SHARE);
    assertThat(difference.margin()).isLessThanOrEqualTo(TIE);
  }

  private Difference predicted(Peer peer, Path model, Path images, Path ours, boolean halves)
      throws IOException {
    Path theirs = folder.resolve(halves ? "halves" : "theirs");
    peer.ask(
        "predict",
        Map.of(
            "model",
            model.toString(),
            "images",
            images.toString(),
            "out",
            theirs.toString(),
            "step",
            STEP,
            "halves",
            halves));
    return Difference.of(
        peer.ask("compare", Map.of("theirs", theirs.toString(), "ours", ours.toString())));
  }

  /** A case, a batch of it that no augmentation touches, and the loss of that batch. */
  private void preprocessingAndLoss(
      Peer peer, ParityDataset dataset, Path raw, Path plans, Path model, Path imported)
      throws IOException {
    OwnCase own = OwnCase.of(raw, plans);
    List<int[]> corners = own.corners();
    List<List<Integer>> lower = new ArrayList<>();
    corners.forEach(corner -> lower.add(List.of(corner[0], corner[1], corner[2])));
    Path arrays = folder.resolve("batch.safetensors");
    JsonNode answer =
        peer.ask(
            "batch",
            Map.of(
                "dataset",
                dataset.id(),
                "plans",
                plans.toString(),
                "model",
                model.toString(),
                "case",
                own.id(),
                "lower",
                lower,
                "out",
                arrays.toString()));
    OwnCase.Distances distances = own.distances(arrays);
    double loss = own.loss(imported, corners);
    double lossDistance = Math.abs(loss - answer.get("loss").asDouble());
    ParityTable.distance("a case preprocessed", dataset.name(), distances.image());
    ParityTable.distance("its segmentation", dataset.name(), distances.segmentation());
    ParityTable.distance(
        "a batch of two patches, one over the border", dataset.name(), distances.batch());
    ParityTable.distance("its targets at all resolutions", dataset.name(), distances.targets());
    ParityTable.distance("its loss", dataset.name(), lossDistance);
    assertThat(distances.image()).isLessThanOrEqualTo(1e-5);
    assertThat(distances.segmentation()).isZero();
    assertThat(distances.batch()).isLessThanOrEqualTo(1e-5);
    assertThat(distances.targets()).isZero();
    assertThat(lossDistance).isLessThanOrEqualTo(1e-5);
  }

  private static void run(Object... arguments) {
    Console answer = Console.run(arguments);
    assertThat(answer.exitCode()).as(answer.text()).isZero();
  }
}
