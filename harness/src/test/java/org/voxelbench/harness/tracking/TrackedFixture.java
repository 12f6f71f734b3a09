package org.voxelbench.harness.tracking;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.voxelbench.base.file.Png;
import org.voxelbench.engine.EngineInfo;
import org.voxelbench.engine.Precision;
import org.voxelbench.results.RunState;
import org.voxelbench.results.TrainingCases;
import org.voxelbench.store.Environment;
import org.voxelbench.store.EpochRow;
import org.voxelbench.store.Outcome;
import org.voxelbench.store.RunFolder;
import org.voxelbench.store.RunKey;
import org.voxelbench.store.RunStore;
import org.voxelbench.store.TrainingLog;

/** Runs that were never trained, but say that they were. */
final class TrackedFixture {

  static final Instant STARTED = Instant.parse("2026-11-23T12:00:00Z");

  private TrackedFixture() {}

  /** A run that began. */
  static RunFolder begun(Path results) {
    RunFolder run =
        new RunStore(results)
            .run(new RunKey("p0", "Liver", "mae", "e8", TrainingCases.ALL, 0, 1, "torch"));
    run.start(
        new Environment(
            Map.of(),
            "",
            false,
            Map.of(),
            new EngineInfo("torch", "2", "cpu", "none", Precision.FP32, "asked for", 2, true)),
        Map.of(),
        "",
        STARTED);
    return run;
  }

  /** The same epoch whenever it is asked for. */
  static EpochRow epoch(int epoch) {
    Map<String, Double> classes = new LinkedHashMap<>();
    classes.put("left/right", epoch == 0 ? Double.NaN : 0.1);
    classes.put("left?right", 0.9);
    classes.put("..", 0.25);
    return new EpochRow(
        epoch,
        0.01 / (epoch + 1),
        1.0 / (epoch + 3),
        epoch == 1 ? Double.NaN : -0.125 * epoch,
        0.5,
        90.5,
        0.25,
        epoch,
        3L << 30,
        (1L << 30) + epoch,
        classes);
  }

  static List<EpochRow> epochs(int count) {
    return IntStream.range(0, count).mapToObj(TrackedFixture::epoch).toList();
  }

  /** Trains on from a checkpoint, and says it to a listener. */
  static void train(RunFolder followed, int from, int to) {
    TrainingLog log = followed.trainingLog(from);
    for (int epoch = from; epoch < to; epoch++) {
      log.add(epoch(epoch));
    }
  }

  /** Lets a run fail, which needs neither weights nor rows. */
  static void fail(RunFolder run, int epochs) {
    run.seal(
        RunState.FAILED,
        "it was asked to.",
        new Outcome(90.5 * epochs, 90.5 * epochs, 0, 0, 0, Double.NaN, epochs, List.of(), ""),
        STARTED.plusSeconds(1000));
  }

  /** A picture of a case of the run. */
  static Path picture(Path results, RunFolder run, int width, int height) throws IOException {
    Path file = results.resolve("pictures").resolve(run.id()).resolve("case_1.png");
    Files.createDirectories(file.getParent());
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    picture.setRGB(1, 1, 0xffd23f);
    return Files.write(file, Png.of(picture));
  }
}
