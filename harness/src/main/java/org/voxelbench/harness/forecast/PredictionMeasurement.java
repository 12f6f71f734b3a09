package org.voxelbench.harness.forecast;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.Labels;
import org.voxelbench.datasets.nifti.NiftiWriter;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Weights;
import org.voxelbench.evaluation.export.SegmentationExport;
import org.voxelbench.evaluation.inference.Forward;
import org.voxelbench.evaluation.inference.Logits;
import org.voxelbench.evaluation.inference.Predictor;
import org.voxelbench.evaluation.inference.PredictorSettings;
import org.voxelbench.evaluation.inference.SlidingWindow;
import org.voxelbench.evaluation.metrics.Evaluator;
import org.voxelbench.preparation.cache.CachedCase;
import org.voxelbench.preparation.cache.PreparedDataset;
import org.voxelbench.preparation.preprocess.CasePreprocessor;
import org.voxelbench.training.network.Network;

/**
 * Predicts a few windows, and exports and scores a whole case.
 *
 * @param engine what is measured
 * @param settings how cases are predicted
 * @param scratch where a segmentation is written for a moment
 * @param nanoClock a clock that can't go back
 */
record PredictionMeasurement(
    Engine engine, PredictorSettings settings, Path scratch, LongSupplier nanoClock) {

  /** The first makes libraries know the shapes, which is little of a long one. */
  private static final int TIMES = 2;

  private static final double LONG_SECONDS = 2;
  private static final double NANO = 1e-9;

  /**
   * Measures the export and the scores of cases that are prepared.
   *
   * @param windowSeconds what a window takes
   * @param cases as they lie on disk, all of which are prepared
   */
  PredictionCost measure(
      double windowSeconds, PreparedDataset prepared, Labels labels, List<RawCase> cases) {
    SegmentationExport export =
        new SegmentationExport(prepared.plan(), prepared.configuration(), labels);
    CasePreprocessor preprocessor = new CasePreprocessor(prepared.plan(), prepared.configuration());
    double exporting = Double.POSITIVE_INFINITY;
    double preparing = Double.POSITIVE_INFINITY;
    double bytes = 0;
    double voxels = 0;
    Path file = scratch.resolve("prediction.nii.gz");
    for (RawCase raw : cases) {
      CachedCase cached = prepared.preparedCase(raw.id());
      long begin = nanoClock.getAsLong();
      export.export(k -> new float[voxels(cached.shape())], cached.shape(), cached.properties());
      LabelMap reference = raw.labelsOnImage();
      NiftiWriter.write(file, reference, labels);
      Evaluator.of(labels).score(raw.id(), reference, reference);
      double size = CaseSize.of(raw).voxels();
      exporting = Math.min(exporting, secondsSince(begin) / size);
      long before = nanoClock.getAsLong();
      preprocessor.run(raw, Optional.empty(), new RandomStreams(0).stream("unused without labels"));
      preparing = Math.min(preparing, secondsSince(before) / size);
      bytes += FolderSize.bytes(file);
      voxels += size;
    }
    return new PredictionCost(windowSeconds, exporting, preparing, bytes / voxels);
  }

  /**
   * Seconds of a window in all its mirrored copies.
   *
   * @param initial weights, whatever they are
   * @param part what is predicted in place of a patch
   * @param input a case that is prepared
   */
  double windowSeconds(
      Network network, Map<String, NdArray> initial, MeasuredPart part, CachedCase input) {
    int[] patch = part.patch();
    int[] shape = patch.clone();
    // Windows go through the network in twos: four times two, or once two in all mirrored copies.
    for (int axis = settings.mirrorAxes().isEmpty() ? 0 : 2; axis < shape.length; axis++) {
      shape[axis] += (int) Math.ceil(patch[axis] * settings.step());
    }
    float[] image = new float[input.channels() * voxels(shape)];
    input.readImage(new int[3], shape, image);
    int[] imageShape = {input.channels(), shape[0], shape[1], shape[2]};
    int windows = new SlidingWindow(shape, patch, settings.step()).corners().size();
    Network oneHead = network.withDeepSupervision(false);
    Forward forward = (graph, patches) -> oneHead.forward(graph, patches).get(0);
    double seconds = 0;
    try (Weights loaded = engine.weights(initial);
        Predictor predictor = new Predictor(engine, forward, List.of(loaded), patch, settings)) {
      for (int i = 0; i < TIMES && seconds < StepMeasurement.LONG_SECONDS; i++) {
        long begin = nanoClock.getAsLong();
        try (Logits logits = predictor.predict(image, imageShape)) {
          logits.channel(0);
        }
        seconds = secondsSince(begin);
      }
    }
    return seconds / windows * part.scale();
  }

  private double secondsSince(long begin) {
    return (nanoClock.getAsLong() - begin) * NANO;
  }

  private static int voxels(int[] shape) {
    return Arrays.stream(shape).reduce(1, Math::multiplyExact);
  }
}
