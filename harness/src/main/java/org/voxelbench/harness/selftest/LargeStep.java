package org.voxelbench.harness.selftest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.voxelbench.base.format.StrictJson;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.EngineException;
import org.voxelbench.engine.Weights;
import org.voxelbench.evaluation.inference.Forward;
import org.voxelbench.evaluation.inference.Logits;
import org.voxelbench.evaluation.inference.Predictor;
import org.voxelbench.evaluation.inference.PredictorSettings;
import org.voxelbench.harness.console.HostInfo;
import org.voxelbench.harness.console.ProcessMemory;
import org.voxelbench.store.Checkpoint;
import org.voxelbench.store.EpochRow;
import org.voxelbench.store.RunFolder;
import org.voxelbench.training.loop.Limits;
import org.voxelbench.training.network.Network;
import org.voxelbench.training.protocol.Length;

/**
 * Measures some steps of a training at its full patch and batch, or as much of it as memory holds.
 *
 * <p>Two steps on small patches tell what a voxel takes; what it would then take is compared with
 * what is there before it is taken.
 *
 * @param workload the training as asked for
 * @param folder takes its files and the figures
 * @param room bytes that may be taken
 */
record LargeStep(Workload workload, Engine engine, Path folder, double room) {

  /** The file of the figures. */
  static final String FIGURES = "figures.json";

  /** Workspaces of convolutions and pieces that don't fit a gap come on top of the estimate. */
  private static final double TO_SPARE = 1.1;

  private static final double SHARE_OF_ROOM = 0.95;
  private static final int STEPS = 5;
  private static final int MOST_LOADERS = 8;
  private static final int MOST_SMALL_BATCH = 64;

  /**
   * A patch and batch.
   *
   * @param edge of the patch, a cube, in voxels
   */
  private record Size(int edge, int batch) {

    double voxels() {
      return Math.pow(edge, 3) * batch;
    }

    @Override
    public String toString() {
      return edge + "^3 x " + batch;
    }
  }

  /** What peak memory is expected from what small patches took. */
  private record Estimate(double fixed, double perVoxel) {

    double bytes(Size size) {
      return fixed + TO_SPARE * perVoxel * size.voxels();
    }
  }

  /** Bytes that a subject may take, to be asked before it is opened. */
  static double room(Subject subject) {
    return subject.onCard()
        ? Card.of(subject.device()).freeBytes()
        : ProcessMemory.availableBytes();
  }

  /** Measures, and writes the figures. */
  void measure() {
    Estimate estimate = estimate();
    List<String> tooLarge = new ArrayList<>();
    for (Size size : sizes()) {
      double expected = estimate.bytes(size);
      if (expected > SHARE_OF_ROOM * room) {
        tooLarge.add(
            String.format(
                Locale.ROOT,
                "%s would take %s of %s",
                size,
                HostInfo.gibibytes(expected),
                HostInfo.gibibytes(room)));
        continue;
      }
      try {
        measure(size, expected, String.join("; ", tooLarge));
        return;
      } catch (EngineException e) {
        if (!String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("out of memory")) {
          throw e;
        }
        tooLarge.add(size + " ran out of memory");
      }
    }
    throw new EngineException(
        "no size fits: " + String.join("; ", tooLarge) + "; free some memory.");
  }

  /** The batch is halved first, then the patch shrinks by one stride of the network at a time. */
  private List<Size> sizes() {
    int edge = workload.patch()[0];
    List<Size> sizes = new ArrayList<>();
    for (int batch = workload.batchSize(); batch > 0; batch /= 2) {
      sizes.add(new Size(edge, batch));
    }
    for (int smaller = edge - stride(); smaller >= 2 * stride(); smaller -= stride()) {
      sizes.add(new Size(smaller, 1));
    }
    return sizes;
  }

  private int stride() {
    return Arrays.stream(workload.plan().architecture().totalStride()).max().orElseThrow();
  }

  /**
   * From two small steps. The larger one's batch grows until it needs more than the smaller one:
   * what a process has resident also shrinks in between.
   */
  private Estimate estimate() {
    Size small = new Size(2 * stride(), 1);
    double first = peak(small);
    for (int batch = 1; batch <= MOST_SMALL_BATCH; batch *= 2) {
      Size larger = new Size(3 * stride(), batch);
      double second = peak(larger);
      if (second > first) {
        double perVoxel = (second - first) / (larger.voxels() - small.voxels());
        return new Estimate(first - perVoxel * small.voxels(), perVoxel);
      }
    }
    throw new EngineException(
        "the peak memory of small steps doesn't grow with their size on "
            + engine.info().device()
            + ", so that of large ones can't be foretold; end other programs and try again.");
  }

  private double peak(Size size) {
    try (WorkFolder work = WorkFolder.under(folder)) {
      Workload smaller = workload.of(size.edge(), size.batch());
      return train(smaller, work.path(), smaller.madeUpCase(), new Length(1, 1, 0))
          .progress()
          .peakMemoryBytes();
    }
  }

  private Checkpoint train(Workload training, Path root, MadeUpCase data, Length length) {
    engine.resetPeakMemory();
    int loaders = Math.min(MOST_LOADERS, Runtime.getRuntime().availableProcessors());
    return training.run(
        engine, training.folder(root, engine), length, Limits.none(), data, loaders);
  }

  private void measure(Size size, double expected, String why) {
    Workload measured = workload.of(size.edge(), size.batch());
    MadeUpCase data = measured.madeUpCase();
    try (WorkFolder work = WorkFolder.under(folder)) {
      // The first epoch chooses kernels and warms up.
      Checkpoint trained = train(measured, work.path(), data, new Length(2, STEPS, 0));
      RunFolder run = measured.folder(work.path(), engine);
      EpochRow row = run.epochs().get(1);
      long begin = System.nanoTime();
      run.checkpoint().save(trained);
      double checkpointSeconds = (System.nanoTime() - begin) * 1e-9;
      StrictJson.write(
          folder.resolve(FIGURES),
          new LargeFigures(
              workload.patch()[0],
              workload.batchSize(),
              size.edge(),
              size.batch(),
              why,
              row.skippedSteps() == 0 ? row.trainLoss() : Double.NaN,
              row.seconds() * 1000 / STEPS,
              row.dataWaitShare(),
              expected,
              trained.progress().peakMemoryBytes(),
              checkpointBytes(run.path()),
              checkpointSeconds,
              data.shape()[0],
              measured.task().isPresent()
                  ? Double.NaN
                  : predictionSeconds(measured, trained, data)));
    }
  }

  private static double checkpointBytes(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      long bytes = 0;
      for (Path file : files.toList()) {
        if (file.getFileName().toString().startsWith("checkpoint")) {
          bytes += Files.size(file);
        }
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException("can't list '" + folder + "': " + e.getMessage(), e);
    }
  }

  private double predictionSeconds(Workload measured, Checkpoint trained, MadeUpCase data) {
    Network network = measured.network();
    Forward forward = (graph, image) -> network.forward(graph, image).get(0);
    int[] shape = data.shape();
    try (Weights weights = engine.weights(trained.weights());
        Predictor predictor =
            new Predictor(
                engine, forward, List.of(weights), measured.patch(), PredictorSettings.nnUNet())) {
      long begin = System.nanoTime();
      try (Logits logits =
          predictor.predict(data.image(), new int[] {1, shape[0], shape[1], shape[2]})) {
        return (System.nanoTime() - begin) * 1e-9;
      }
    }
  }
}
