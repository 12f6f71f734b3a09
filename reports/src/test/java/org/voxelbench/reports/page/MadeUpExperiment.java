package org.voxelbench.reports.page;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.voxelbench.reports.examples.ExampleCase;
import org.voxelbench.reports.examples.ExampleCases;
import org.voxelbench.reports.ranking.ComparableRows;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.reports.ranking.Scores;
import org.voxelbench.results.CaseStatus;
import org.voxelbench.results.Claim;
import org.voxelbench.results.Control;
import org.voxelbench.results.ExperimentSummary;
import org.voxelbench.results.ExperimentSummary.DatasetNote;
import org.voxelbench.results.ExperimentSummary.EpochNote;
import org.voxelbench.results.ExperimentSummary.MethodNote;
import org.voxelbench.results.ExperimentSummary.NumberNote;
import org.voxelbench.results.ExperimentSummary.PreTrainingNote;
import org.voxelbench.results.ExperimentSummary.RunNote;
import org.voxelbench.results.ExperimentSummary.TestUseNote;
import org.voxelbench.results.ResultRow;
import org.voxelbench.results.RunState;
import org.voxelbench.results.TrainingCases;
import org.voxelbench.results.metric.MetricValues;
import org.voxelbench.results.metric.Metrics;

/** Rows and a summary nobody measured: three phantoms, two folds, two seeds. */
public record MadeUpExperiment(List<ResultRow> rows, ExperimentSummary summary) {

  private static final int FOLDS = 2;
  private static final int EPOCHS = 20;
  private static final int CASES_PER_FOLD = 4;
  private static final long[] SEEDS = {12345, 67890};

  private static final List<DatasetNote> DATASETS =
      List.of(
          dataset("Phantom spheres", "dev", List.of("shell", "core")),
          dataset("Phantom tubes", "test", List.of("tube")),
          dataset("Phantom lesions", "test", List.of("organ", "lesion", "cyst")));

  private static final List<MethodNote> METHODS =
      List.of(
          method("scratch", "nnU-Net from scratch"),
          method("mae", "MAE"),
          method("genesis", "Models Genesis"),
          method("fusion", "VolumeFusion"),
          method("voco", "VoCo"),
          method("simclr", "SimCLR"),
          method("spark", "S3D"),
          method("swin", "SwinUNETR pre-training"),
          method("gvsl", "GVSL"));

  public static MadeUpExperiment of(int methods) {
    List<ResultRow> rows = new ArrayList<>();
    List<RunNote> runs = new ArrayList<>();
    for (DatasetNote dataset : DATASETS) {
      for (int m = 0; m < methods; m++) {
        for (int fold = 0; fold < FOLDS; fold++) {
          for (long seed : SEEDS) {
            rows.addAll(rows(dataset, m, fold, seed));
            runs.add(run(dataset, m, fold, seed));
          }
        }
      }
    }
    List<PreTrainingNote> preTrainings = new ArrayList<>();
    for (int m = 1; m < methods; m++) {
      for (long seed : SEEDS) {
        preTrainings.add(preTraining(m, seed));
      }
    }
    return new MadeUpExperiment(rows, summary(METHODS.subList(0, methods), runs, preTrainings));
  }

  public static DatasetNote dataset(String name, String role, List<String> labels) {
    return new DatasetNote(
        name,
        role,
        "phantom",
        labels,
        8,
        "VoxelBench phantoms, generated from a seed",
        "CC0-1.0",
        TrainingCases.ALL);
  }

  public static MethodNote method(String id, String name) {
    return new MethodNote(
        id, name, "A. Author et al., A Journal 1:23 (2024)", "Apache-2.0", Control.NONE);
  }

  /** The summary of data sets and methods, with nothing else to say. */
  public static ExperimentSummary bare(
      List<DatasetNote> datasets, List<MethodNote> methods, List<RunNote> runs) {
    return new ExperimentSummary(
        "protocol",
        "protocol-hash",
        List.of(),
        "",
        datasets,
        methods,
        Map.of(),
        runs,
        List.of(),
        List.of(),
        List.of());
  }

  /** The same summary with claims. */
  public static ExperimentSummary claiming(ExperimentSummary s, List<Claim> claims) {
    return ChangedSummary.of(s).claims(claims).build();
  }

  private static ExperimentSummary summary(
      List<MethodNote> methods, List<RunNote> runs, List<PreTrainingNote> preTrainings) {
    Map<String, String> machine = new LinkedHashMap<>();
    machine.put("Processor", "a processor, 2 cores");
    machine.put("Engine", "torch, fp32");
    machine.put("VoxelBench", "0.1.0, commit 0123456, clean");
    return new ExperimentSummary(
        "made-up",
        "9f2c1a77d0e4",
        List.of(
            "Every method starts the same ResEnc U-Net from its own weights.",
            "Each run trains 20 epochs of 10 iterations, patch 32 x 32 x 32, batch 2.",
            "Whole images are predicted by a sliding window with mirroring."),
        "voxelbench run made-up.yaml --engine torch --results results",
        DATASETS,
        methods,
        machine,
        runs,
        preTrainings,
        testUse(methods),
        List.of());
  }

  /** The second method was tried again and again. */
  private static List<TestUseNote> testUse(List<MethodNote> methods) {
    int runs = FOLDS * SEEDS.length;
    List<TestUseNote> uses = new ArrayList<>();
    for (DatasetNote dataset : DATASETS.subList(1, DATASETS.size())) {
      for (int m = 0; m < methods.size(); m++) {
        int settings = m == 1 ? 5 : 1;
        uses.add(
            new TestUseNote(
                methods.get(m).id(), dataset.name(), runs, settings, settings * runs, 1));
      }
    }
    return uses;
  }

  private static PreTrainingNote preTraining(int method, long seed) {
    String id = METHODS.get(method).id() + "-s" + seed + "-0123456789ab";
    List<EpochNote> epochs = new ArrayList<>();
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      double loss = method * (0.2 + Math.exp(-0.1 * epoch));
      epochs.add(new EpochNote(epoch, loss, 1.1 * loss + 0.01 * (epoch % 3), 0));
    }
    return new PreTrainingNote(
        id,
        List.of(METHODS.get(method).id()),
        seed,
        RunState.DONE,
        "",
        epochs,
        List.of(new NumberNote("masked error", 0.25 * method), new NumberNote("guess", 1.0)),
        List.of("seen", "restored", "original"),
        List.of(
            "pretraining/" + id + "/pictures/01.png", "pretraining/" + id + "/pictures/02.png"));
  }

  /** What is made of its rows. */
  public Results results() {
    return Results.of(rows, summary);
  }

  /** Writes the pictures of all cases that are shown, but of those of some data sets. */
  void writeCases(Path results, List<String> without) {
    List<String> pictures = new ArrayList<>();
    ComparableRows experiment = ComparableRows.of(rows, summary, false);
    for (ExampleCase shown : ExampleCases.of(experiment, Scores.of(experiment))) {
      if (!without.contains(shown.dataset())) {
        pictures.add(shown.picture());
      }
    }
    MadeUpPictures.draw(pictures, results);
  }

  /** Writes the pictures that the summary names. */
  static void writePictures(ExperimentSummary summary, Path results) {
    MadeUpPictures.draw(
        summary.preTrainings().stream().flatMap(p -> p.pictures().stream()).toList(), results);
  }

  private static RunNote run(DatasetNote dataset, int method, int fold, long seed) {
    double scale = 1 + 0.1 * method + 0.01 * fold;
    String id = dataset.name().substring(8) + "-" + method + "-" + fold + "-" + seed;
    return new RunNote(
        id,
        METHODS.get(method).id(),
        dataset.name(),
        TrainingCases.ALL,
        fold,
        seed,
        RunState.DONE,
        "",
        method == 0 ? "cpu" : "cuda:0",
        4,
        95.5 * scale,
        method == 0 ? 0 : 4210.25 * scale,
        12.75 * scale,
        (long) (950_000_000 * scale),
        method == 0 ? Double.NaN : 1.5e6 * scale,
        0);
  }

  private static List<ResultRow> rows(DatasetNote dataset, int method, int fold, long seed) {
    List<ResultRow> rows = new ArrayList<>();
    SplittableRandom random =
        new SplittableRandom(31L * (31L * dataset.name().length() + method) + 7L * fold + seed);
    for (int c = 0; c < CASES_PER_FOLD; c++) {
      for (String label : dataset.labels()) {
        boolean empty = label.equals("cyst") && c % 2 == 0;
        boolean missing =
            method == 1 && fold == 1 && c == 3 && label.equals("tube") && seed == 12345;
        long reference = 900 + random.nextInt(400);
        long tp =
            empty || missing
                ? 0
                : (long) (reference * (0.7 + 0.02 * method % 0.09)) + random.nextInt(60);
        long fn = empty ? 0 : reference - tp;
        long fp = empty || missing ? 0 : random.nextInt(250);
        CaseStatus status =
            empty ? CaseStatus.EMPTY : missing ? CaseStatus.MISSING : CaseStatus.SCORED;
        rows.add(
            new ResultRow(
                "made-up",
                "9f2c1a77d0e4",
                dataset.name(),
                dataset.role(),
                "split-" + dataset.labels().size(),
                "data-" + dataset.labels().size(),
                "torch",
                "fp32",
                METHODS.get(method).id(),
                "settings-" + method,
                TrainingCases.ALL,
                fold,
                seed,
                "case_" + fold + "_" + c,
                label,
                Integer.toString(1 + dataset.labels().indexOf(label)),
                status,
                tp,
                fp,
                fn,
                32768 - tp - fp - fn,
                empty
                    ? MetricValues.UNDEFINED
                    : MetricValues.of(
                        Map.of(
                            Metrics.DICE,
                            2.0 * tp / (2 * tp + fp + fn),
                            Metrics.IOU,
                            (double) tp / (tp + fp + fn),
                            Metrics.NSD_1MM,
                            tp / (tp + fp + fn + 100.0),
                            Metrics.NSD_2MM,
                            tp / (tp + 0.25 * (fp + fn)),
                            Metrics.HD95,
                            missing ? Double.POSITIVE_INFINITY : (fp + fn) / 64.0))));
      }
    }
    return rows;
  }
}
