package org.voxelbench.harness.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.datasets.nifti.Nifti;
import org.voxelbench.datasets.phantom.PhantomKind;
import org.voxelbench.datasets.phantom.PhantomSpec;
import org.voxelbench.datasets.phantom.Phantoms;
import org.voxelbench.harness.cli.Console;
import org.voxelbench.harness.cli.TinyBenchmark;
import org.voxelbench.harness.picture.SliceStrip;
import org.voxelbench.results.ExperimentJson;
import org.voxelbench.results.ExperimentSummary.EpochNote;
import org.voxelbench.results.ExperimentSummary.NumberNote;
import org.voxelbench.results.ExperimentSummary.PreTrainingNote;
import org.voxelbench.results.ResultRow;
import org.voxelbench.results.ResultsCsv;

/**
 * The whole road on tiny volumes: own data and an own corpus, two methods, report, prediction,
 * evaluation.
 */
class BenchmarkTest {

  private static final String PROTOCOL =
      """
      name: tiny
      title: Tiny volumes
      seeds: [1]
      datasets:
        - {name: MyLesions, folds: [0]}
      plans:
        dynamic: {planner: resenc-l, maxPatchSize: [16, 16, 16], batchSize: 2, features: [4, 8], blocks: [1, 1]}
        fixed: {spacing: [11, 11, 11], patchSize: [16, 16, 16], batchSize: 2, features: [4, 8], blocks: [1, 1]}
      pretraining:
        datasets: [MyCorpus]
        batchSize: 2
        length: {epochs: 2, iterations: 2, validationIterations: 1}
        learningRate: 0.01
        optimizer: {momentum: 0.99, weightDecay: 0.00003, clipNorm: 12}
        initialization: pytorch
      training:
        length: {epochs: 4, iterations: 2, validationIterations: 1}
        foregroundOversampling: 0.33
        mirrorAxes: [0, 1, 2]
        optimizer: {momentum: 0.99, weightDecay: 0.00003, clipNorm: 12}
        fromScratch: {schedule: default, learningRate: 0.01, warmUpEpochs: 0, deepSupervision: true}
        fromScratchFixed: {schedule: default, learningRate: 0.01, warmUpEpochs: 0, deepSupervision: false}
        adapted: {schedule: sawtooth, learningRate: 0.001, warmUpEpochs: 1, deepSupervision: false}
      inference: {tileStep: 0.5, mirroring: true}
      evaluation: {missingPrediction: zero, absentClass: leave-out}
      methods:
        - {id: scratch-dynamic}
        - {id: mae, label: mae-block8, settings: {blockSize: 8}}
      """;

  @TempDir private Path folder;
  private Path data;
  private Path out;

  @BeforeEach
  void writeData() throws IOException {
    data = folder.resolve("data");
    out = folder.resolve("out");
    int[] size = {16, 18, 16};
    Phantoms.write(
        new PhantomSpec(PhantomKind.LESIONS, 10, 1, size), data.resolve("raw/MyLesions"));
    Phantoms.write(
        new PhantomSpec(PhantomKind.CORPUS, 12, 1, size), data.resolve("unlabelled/MyCorpus"));
    TinyBenchmark.writeCorpusCard(data);
    Files.writeString(folder.resolve("tiny.yaml"), PROTOCOL);
  }

  private static String succeed(Object... arguments) {
    Console answer = Console.run(arguments);
    assertThat(answer.exitCode()).as(answer.text()).isZero();
    return answer.text();
  }

  private String benchmark(String... more) {
    Stream<Object> arguments =
        Stream.of(
            "benchmark",
            "--protocol",
            folder.resolve("tiny.yaml"),
            "--data",
            data,
            "--out",
            out,
            "--device",
            "cpu");
    return succeed(Stream.concat(arguments, Stream.of(more)).toArray());
  }

  private Path run(String prefix) throws IOException {
    try (Stream<Path> runs = Files.list(out.resolve("runs"))) {
      return runs.filter(run -> run.getFileName().toString().startsWith(prefix))
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void oneCommandLeadsFromRawDataToAReport() throws IOException {
    benchmark();

    List<ResultRow> rows = ResultsCsv.read(out.resolve(ResultsCsv.NAME));
    assertThat(rows).extracting(ResultRow::method).containsOnly("scratch-dynamic", "mae-block8");
    int methods = 2;
    int cases = 2;
    int classes = 2;
    assertThat(rows).hasSize(methods * cases * classes);
    String page = Files.readString(out.resolve("report/index.html"));
    assertThat(page)
        .contains("MyLesions", "nnU-Net from scratch", "MAE", rows.get(0).protocolHash());
    checkWhatPreTrainingLearnt(page);
    checkWhatCasesLookLike();
    Path scratch = run("scratch-");
    for (ResultRow row : rows) {
      Path predicted = scratch.resolve("predictions").resolve(row.caseId() + ".nii.gz");
      Path image = data.resolve("raw/MyLesions/imagesTr").resolve(row.caseId() + "_0000.nii.gz");
      assertThat(Nifti.geometry(predicted).affine()).isDeepEqualTo(Nifti.geometry(image).affine());
      assertThat(Nifti.geometry(predicted).size()).isEqualTo(Nifti.geometry(image).size());
    }

    byte[] results = Files.readAllBytes(out.resolve(ResultsCsv.NAME));
    benchmark();
    assertThat(Files.readAllBytes(out.resolve(ResultsCsv.NAME)))
        .as("starting again skips what is done")
        .isEqualTo(results);
    assertThat(Files.readString(run("mae-").resolve("manifest.json"))).contains("\"starts\" : 1");

    Path segmented = folder.resolve("segmented");
    succeed(
        "predict",
        data.resolve("raw/MyLesions/imagesTr").toString(),
        segmented.toString(),
        "--run",
        scratch.toString(),
        "--device",
        "cpu");
    String caseId = rows.get(0).caseId() + ".nii.gz";
    assertThat(Nifti.readLabelMap(segmented.resolve(caseId)).labels())
        .as("predict gives what the benchmark predicted")
        .isEqualTo(Nifti.readLabelMap(scratch.resolve("predictions").resolve(caseId)).labels());

    assertThat(
            succeed(
                "evaluate",
                segmented.toString(),
                "--dataset",
                data.resolve("raw/MyLesions").toString()))
        .contains("10 cases");
    assertThat(segmented.resolve("summary.json"))
        .content()
        .contains("foreground_mean", "metric_per_case");
  }

  /** Best and worst (also the median) of two cases for each method, drawn again by a report. */
  private void checkWhatCasesLookLike() throws IOException {
    List<Path> drawn;
    try (Stream<Path> files = Files.walk(out.resolve("pictures"))) {
      drawn = files.filter(Files::isRegularFile).toList();
    }
    assertThat(drawn).hasSize(2 * 2);
    List<byte[]> pngs = new ArrayList<>();
    for (Path picture : drawn) {
      pngs.add(Files.readAllBytes(picture));
      Files.delete(picture);
    }
    report(folder.resolve("nothing"));
    String without = Files.readString(out.resolve("report/index.html"));
    assertThat(without).contains("4 of 4 pictures could not be drawn");
    report(data);
    String with = Files.readString(out.resolve("report/index.html"));
    for (int p = 0; p < pngs.size(); p++) {
      assertThat(Files.readAllBytes(drawn.get(p))).isEqualTo(pngs.get(p));
      assertThat(with).contains(Base64.getEncoder().encodeToString(pngs.get(p)));
    }
  }

  private void report(Path dataFolder) throws IOException {
    Files.createDirectories(dataFolder);
    succeed(
        "report", "--protocol", folder.resolve("tiny.yaml"), "--data", dataFolder, "--out", out);
  }

  private List<PreTrainingNote> learnt() {
    return ExperimentJson.read(out.resolve(ExperimentJson.NAME)).preTrainings();
  }

  private void checkWhatPreTrainingLearnt(String page) throws IOException {
    List<PreTrainingNote> notes = learnt();
    assertThat(notes).hasSize(1);
    PreTrainingNote note = notes.get(0);
    assertThat(note.methods()).containsExactly("mae-block8");
    assertThat(note.epochs()).extracting(EpochNote::epoch).containsExactly(0, 1);
    assertThat(note.epochs())
        .allMatch(e -> Double.isFinite(e.trainLoss()) && Double.isFinite(e.validationLoss()));
    assertThat(note.volumes()).containsExactly("seen", "restored", "filled in", "original");
    assertThat(note.numbers())
        .extracting(NumberNote::name)
        .containsExactly("masked error", "masked error of the visible mean");
    assertThat(note.numbers()).allMatch(number -> number.value() > 0);
    assertThat(note.pictures()).hasSize(2);
    assertThat(page).contains("What pre-training learnt", "seen | restored | filled in | original");
    assertThat(out.resolve("report/tables/pretraining.csv")).content().hasLineCount(3);
    for (String picture : note.pictures()) {
      byte[] png = Files.readAllBytes(out.resolve(picture));
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
      assertThat(image.getHeight()).isEqualTo(160);
      assertThat(image.getWidth()).isEqualTo(4 * 160 + 3 * SliceStrip.GAP);
      assertThat(page).contains(Base64.getEncoder().encodeToString(png));
    }
  }

  @Test
  void aDryRunListsTheMatrixAndTrainsNothing() {
    String text = benchmark("--dry-run");

    assertThat(text)
        .contains(
            "Pre-trainings: 1",
            "Runs: 2",
            "scratch-dynamic on MyLesions, fold 0, seed 1",
            "All data sets are here")
        .contains("time", "memory", "disk");
    assertThat(out.resolve("runs")).doesNotExist();
  }

  @Test
  void theSameSeedGivesTheSameBytes() throws IOException {
    benchmark("--loaders", "1");
    byte[] first = Files.readAllBytes(out.resolve(ResultsCsv.NAME));
    byte[] weights = Files.readAllBytes(run("mae-").resolve("weights.safetensors"));
    List<PreTrainingNote> learnt = learnt();
    out = folder.resolve("again");
    benchmark("--loaders", "3");

    assertThat(Files.readAllBytes(out.resolve(ResultsCsv.NAME))).isEqualTo(first);
    assertThat(Files.readAllBytes(run("mae-").resolve("weights.safetensors"))).isEqualTo(weights);
    assertThat(learnt()).isEqualTo(learnt);
  }
}
