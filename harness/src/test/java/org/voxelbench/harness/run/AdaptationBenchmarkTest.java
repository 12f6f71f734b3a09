package org.voxelbench.harness.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.base.format.StrictJson;
import org.voxelbench.harness.cli.Console;
import org.voxelbench.harness.cli.TinyBenchmark;
import org.voxelbench.store.TrainingLog;

/** A protocol that adapts as the released code does, from the first key to the report. */
class AdaptationBenchmarkTest {

  private static final String PROTOCOL =
      TinyBenchmark.protocol("{id: scratch-fixed}", "{id: models-genesis}", "{id: volume-fusion}")
          .replace("fixed: {", "fixed: {maskNormalization: own, batchDice: own, ")
          .replace(
              "training:\n  length: {epochs: 1,",
              "training:\n  transfer: ENCODER_AND_DECODER\n  length: {epochs: 3,")
          .replace(
              "fromScratchFixed: {schedule: default, learningRate: 0.01, warmUpEpochs: 0,",
              "fromScratchFixed: {schedule: warm-up, learningRate: 0.01, warmUpEpochs: 2,")
          .replace(
              "adapted: {schedule: default, learningRate: 0.001, warmUpEpochs: 0,",
              "adapted: {schedule: sawtooth, learningRate: 0.001, warmUpEpochs: 1,"
                  + " frozenEncoder: false,");

  @TempDir private Path folder;
  private TinyBenchmark tiny;

  private JsonNode start(String method) throws IOException {
    Path settings = tiny.made("runs", method).resolve(RunSettings.NAME);
    return StrictJson.read(settings, JsonNode.class).get("start");
  }

  private List<Double> rates(String method) throws IOException {
    Path log = tiny.made("runs", method).resolve(TrainingLog.NAME);
    return Files.readAllLines(log).stream()
        .skip(1)
        .map(line -> Double.valueOf(line.split(",")[1]))
        .toList();
  }

  @Test
  void runsAndReportsSayHowWeightsWereAdapted() throws IOException {
    tiny = TinyBenchmark.draw(folder);
    tiny.drawCorpus();
    Console answer = tiny.run(PROTOCOL);
    assertThat(answer.exitCode()).as(answer.text()).isZero();

    for (String method : List.of("models-genesis", "volume-fusion")) {
      assertThat(start(method).get("moves").asText()).isEqualTo("ENCODER_AND_DECODER");
      assertThat(start(method).at("/recipe/frozenEncoder").asText()).isEqualTo("false");
      assertThat(tiny.made("runs", method).resolve("loading.txt"))
          .content()
          .contains("loaded  decoder.stages.0");
    }
    assertThat(start("scratch-fixed").at("/recipe/schedule").asText()).isEqualTo("warm-up");
    assertThat(rates("scratch-fixed")).containsExactly(0.005, 0.01, 0.01);
    assertThat(rates("volume-fusion")).containsExactly(0.001, 0.001, 0.001);
    assertThat(tiny.out().resolve("report/index.html"))
        .content()
        .contains(
            "all weights trained from the first epoch on",
            "stem, encoder and decoder without heads",
            "pools the Dice loss over a batch");
    Console diff =
        Console.run(
            "diff", tiny.made("runs", "models-genesis"), tiny.made("runs", "volume-fusion"));
    assertThat(diff.out()).contains("Comparable: they differ in nothing but");
  }
}
