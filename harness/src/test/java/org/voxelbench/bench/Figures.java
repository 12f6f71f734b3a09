package org.voxelbench.bench;

import static org.voxelbench.engine.Precision.BF16;
import static org.voxelbench.engine.Precision.FP32;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.voxelbench.engine.Precision;

/**
 * Measures single operations by JMH, each in a process of its own, beside nnU-Net's.
 *
 * @param threads threads of one op, 0 for one per core
 * @param lines takes a line for people before each measurement
 */
record Figures(FigureTable table, Baseline baseline, int threads, Consumer<String> lines) {

  /**
   * Training step and forward pass.
   *
   * @param bfloat16InHardware whether the processor computes with it
   */
  void steps(boolean bfloat16InHardware) throws RunnerException {
    sideBySide("training step", "step", baseline.step(FP32));
    sideBySide("forward pass", "forward", baseline.forward(FP32));
    String bfloat16 = "bf16 " + (bfloat16InHardware ? "(in hardware)" : "(not in hardware)");
    compare("training step, torch, " + bfloat16, step("step", "torch", BF16), baseline.step(BF16));
    compare(
        "forward pass, torch, " + bfloat16, step("forward", "torch", BF16), baseline.forward(BF16));
  }

  /** Both engines in full precision, and what the one takes of the other. */
  private void sideBySide(String figure, String method, Optional<Reference> reference)
      throws RunnerException {
    Measured torch = compare(figure + ", torch, fp32", step(method, "torch", FP32), reference);
    Measured nd4j = compare(figure + ", nd4j, fp32", step(method, "nd4j", FP32), reference);
    table.add(
        figure + ", nd4j : torch",
        String.format(
            Locale.ROOT,
            "%.2f times the time (goal: 3), %.2f times the memory (goal: 2)",
            nd4j.millis() / torch.millis(),
            (double) nd4j.peakBytes() / torch.peakBytes()));
  }

  private ChainedOptionsBuilder step(String method, String library, Precision precision) {
    return new OptionsBuilder()
        .include(StepBenchmark.class.getName() + "." + method + "$")
        .param("library", library)
        .param("precision", precision.name())
        .param("threads", Integer.toString(threads));
  }

  void augmentation() throws RunnerException {
    for (String patch : new String[] {"40x56x40", "64x64x64"}) {
      compare(
          "sampling + augmentation, " + patch,
          new OptionsBuilder().include(AugmentationBenchmark.class.getName()).param("patch", patch),
          baseline.augmentation(patch));
    }
  }

  void preprocessing() throws RunnerException {
    if (PreprocessingBenchmark.dataset().isEmpty()) {
      table.add(
          "preprocessing", "skipped: no raw/Task04_Hippocampus in the folder VOXELBENCH_DATA");
      return;
    }
    preprocessing("read, crop, normalise", "run", 1, "run_case_s");
    preprocessing("the same, save compressed", "save", 1, "run_case_save_blosc2_s");
    preprocessing("resample to 0.8 mm too", "run", 0.8, "run_case_resampled_to_0_8mm_s");
  }

  private void preprocessing(String figure, String method, double spacing, String item)
      throws RunnerException {
    compare(
        "preprocessing a case: " + figure + "",
        new OptionsBuilder()
            .include(PreprocessingBenchmark.class.getName() + "." + method + "$")
            .param("spacing", Double.toString(spacing)),
        baseline.preprocessing(item));
  }

  void cache() throws RunnerException {
    if (CacheBenchmark.dataset().isEmpty()) {
      table.add("the cache", "skipped: no raw/BraTS2015_sample in the folder VOXELBENCH_DATA");
      return;
    }
    cache("as stored", 1);
    cache("resampled", 0.9);
  }

  private void cache(String figure, double spacing) throws RunnerException {
    compare(
        "reading a patch of 4 x 64x64x64 from a file: " + figure,
        new OptionsBuilder()
            .include(CacheBenchmark.class.getName())
            .param("spacing", Double.toString(spacing)),
        Optional.empty());
  }

  void claims() throws RunnerException {
    compare(
        "taking a claim and giving it back",
        new OptionsBuilder().include(ClaimBenchmark.class.getName()),
        Optional.empty());
  }

  void prediction() throws RunnerException {
    prediction("36x50x35, 1 tile", "36x50x35", false, 7, "hippocampus_mirroring_off");
    prediction("36x50x35, 1 tile mirrored 8x", "36x50x35", true, 5, "hippocampus_mirroring_8x");
    prediction("96x112x96, 48 tiles", "96x112x96", false, 1, "volume_96x112x96_mirroring_off_s");
  }

  private void prediction(
      String figure, String shape, boolean mirroring, int iterations, String item)
      throws RunnerException {
    compare(
        "prediction, fp32: " + figure,
        new OptionsBuilder()
            .include(PredictionBenchmark.class.getName())
            .param("shape", shape)
            .param("mirroring", Boolean.toString(mirroring))
            .param("threads", Integer.toString(threads))
            .warmupIterations(Math.min(2, iterations))
            .measurementIterations(iterations),
        baseline.prediction(item));
  }

  private Measured compare(
      String figure, ChainedOptionsBuilder options, Optional<Reference> reference)
      throws RunnerException {
    lines.accept("measuring " + figure);
    Measured measured = Measured.run(options);
    table.compare(figure, measured, reference);
    return measured;
  }
}
