package org.voxelbench.training.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.voxelbench.training.network.GoldenFiles;

class LearningRateScheduleGoldenTest {

  private static final Percentage TOLERANCE = Percentage.withPercentage(1e-10);

  @Test
  void polyIsNnUNets() throws IOException {
    for (JsonNode example : golden("polylr.json").get("cases")) {
      assertThat(example.get("exponent").asDouble()).isEqualTo(0.9);
      LearningRateSchedule schedule =
          PhasedSchedule.poly(
              example.get("initial_lr").asDouble(), example.get("max_steps").asInt());
      checkRates(schedule, example.get("lr_at_epoch"));
    }
  }

  @Test
  void warmUpsAreTheFineTuningTrainers() throws IOException {
    for (JsonNode repository : golden("finetune_warmup.json").get("cases")) {
      for (JsonNode example : repository) {
        JsonNode hyper = example.get("hyper");
        double peak = hyper.get("initial_lr").asDouble();
        int warmup = hyper.get("warmup_duration_whole_net").asInt();
        int epochs = hyper.get("num_epochs").asInt();
        LearningRateSchedule schedule =
            hyper.has("warmup_duration_decoder")
                ? PhasedSchedule.sawtooth(
                    peak, hyper.get("warmup_duration_decoder").asInt(), warmup, epochs)
                : PhasedSchedule.warmup(peak, warmup, epochs);
        checkRates(schedule, example.get("lr_at_epoch"));
        for (JsonNode run : example.get("stage_runs")) {
          Phase phase = Phase.valueOf(run.get(0).asText().toUpperCase(Locale.ROOT));
          int first = run.get(1).asInt();
          for (int epoch = first; epoch < first + run.get(2).asInt(); epoch++) {
            assertThat(schedule.at(epoch).phase()).as("epoch %d", epoch).isEqualTo(phase);
          }
        }
      }
    }
  }

  private static void checkRates(LearningRateSchedule schedule, JsonNode rates) {
    assertThat(schedule.epochs()).isEqualTo(rates.size());
    for (int epoch = 0; epoch < rates.size(); epoch++) {
      assertThat(schedule.at(epoch).learningRate())
          .as("epoch %d", epoch)
          .isCloseTo(rates.get(epoch).asDouble(), TOLERANCE);
    }
  }

  private static JsonNode golden(String name) throws IOException {
    Path file = GoldenFiles.topic("schedule").resolve(name);
    assumeTrue(Files.exists(file), "no golden data: " + file + " does not exist");
    return GoldenFiles.json(file);
  }
}
