package org.voxelbench.harness.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.harness.cli.Console;
import org.voxelbench.harness.cli.TinyBenchmark;

/** Two methods under one protocol, each pre-trained by a recipe of its own. */
class OwnRecipesBenchmarkTest {

  private static final String OTHER =
      "{id: mae, label: other, settings: {blockSize: 8}, batchSize: 3, learningRate: 0.005,"
          + " optimizer: {name: adamw},"
          + " pretrainingLength: {epochs: 2, iterations: 2, validationIterations: 1}}";

  private static final String PROTOCOL =
      "recipes: own\n"
          + TinyBenchmark.protocol(
              "{id: scratch-fixed}",
              "{id: mae, label: shared, settings: {blockSize: 8}}",
              "{id: mae, label: same, settings: {blockSize: 8, transfer: ENCODER_AND_DECODER},"
                  + " batchSize: 2}",
              OTHER);

  private static final long PATCH = 16 * 16 * 16;

  @TempDir private Path folder;
  private TinyBenchmark tiny;

  @BeforeEach
  void draw() throws IOException {
    tiny = TinyBenchmark.draw(folder);
    tiny.drawCorpus();
  }

  private List<Path> preTrainings() throws IOException {
    try (Stream<Path> folders = Files.list(tiny.out().resolve("pretraining"))) {
      return folders.sorted().toList();
    }
  }

  /** Those of the common recipe are one. */
  private Path preTraining(int epochs) throws IOException {
    for (Path candidate : preTrainings()) {
      if (Files.readAllLines(candidate.resolve("training.csv")).size() == epochs + 1) {
        return candidate;
      }
    }
    throw new IOException("none has " + epochs + " epochs");
  }

  @Test
  void eachMethodIsPreTrainedByItsOwnAndComparedByLeave() throws IOException {
    Console answer = tiny.run(PROTOCOL);
    assertThat(answer.exitCode()).as(answer.text()).isZero();

    assertThat(preTrainings()).hasSize(2);
    assertThat(Files.readAllLines(preTraining(2).resolve("training.csv")).get(1))
        .startsWith("0,0.005,");
    assertThat(Files.readAllLines(preTraining(1).resolve("training.csv")).get(1))
        .startsWith("0,0.01,");
    checkDiff(tiny.made("runs", "shared"), tiny.made("runs", "other"));
    checkDiff(preTraining(1), preTraining(2));
    checkReport();
  }

  private static void checkDiff(Path shared, Path other) {
    Console diff = Console.run("diff", shared, other);
    assertThat(diff.exitCode()).isZero();
    assertThat(diff.out())
        .contains(
            """
            What a method may decide by the protocol's leave:
              method.pretraining.batchSize: 2 | 3
              method.pretraining.learningRate: 0.01 | 0.005
              method.pretraining.length.epochs: 1 | 2
              method.pretraining.length.iterations: 1 | 2
              method.pretraining.optimizer.betas: (none) | [0.9,0.999]
              method.pretraining.optimizer.epsilon: (none) | 1.0E-8
              method.pretraining.optimizer.momentum: 0.99 | (none)
              method.pretraining.optimizer.name: (none) | adamw
              method.pretraining.optimizer.weightDecay: 3.0E-5 | 0.01
            Anything else:
              nothing
            Comparable by the protocol's leave ('recipes: own'): they differ in the recipe of\
             pre-training, and beside that in nothing but what a method may decide.
            """);
  }

  private void checkReport() throws IOException {
    Path report = tiny.out().resolve("report");
    assertThat(report.resolve("index.html"))
        .content()
        .contains(
            "Recipe of pre-training",
            "batches of 3, 2 epochs of 2 steps, a learning rate from 0.005, AdamW",
            "no pre-training",
            "Recipes of pre-training differ between methods");
    List<String> compute = Files.readAllLines(report.resolve("tables/compute.csv"));
    assertThat(compute.get(1)).startsWith("scratch-fixed,,0.0,0.0,0.0,1.0," + 2.0 * PATCH + ",");
    assertThat(compute.get(2)).startsWith("shared,,1.0," + 2.0 * PATCH + ",");
    assertThat(compute.get(3)).startsWith("same,,1.0," + 2.0 * PATCH + ",");
    assertThat(compute.get(4))
        .startsWith("other,\"batches of 3; ")
        .contains(",4.0," + 4.0 * 3 * PATCH + ",");
  }

  @Test
  void underACommonRecipeNothingIsTrained() throws IOException {
    tiny.assertRefused(
        PROTOCOL.replace("recipes: own", "recipes: common"),
        "protocol.yaml",
        "'same'",
        "'batchSize'");
  }
}
