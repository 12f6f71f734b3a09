package org.voxelbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.voxelbench.datasets.phantom.PhantomKind;
import org.voxelbench.datasets.phantom.PhantomSpec;
import org.voxelbench.datasets.phantom.Phantoms;
import org.voxelbench.results.ResultRow;
import org.voxelbench.results.ResultsCsv;

/**
 * A data set of six tiny cases of two channels and a benchmark of one step on it.
 *
 * @param folder holds data, protocol and results
 */
public record TinyBenchmark(Path folder) {

  static final String PROTOCOL =
      """
      name: mine
      title: A user's own data
      seeds: [1]
      datasets:
        - {name: MyData, folds: [0]}
      plans:
        dynamic: {planner: resenc-l, maxPatchSize: [16, 16, 16], batchSize: 2, features: [4, 8]}
        fixed: {spacing: [4, 4, 4], patchSize: [16, 16, 16], batchSize: 2, features: [4, 8], blocks: [1, 1]}
      pretraining:
        datasets: [PhantomCorpus]
        batchSize: 2
        length: {epochs: 1, iterations: 1, validationIterations: 1}
        learningRate: 0.01
        optimizer: {momentum: 0.99, weightDecay: 0.00003, clipNorm: 12}
        initialization: he
      training:
        length: {epochs: 1, iterations: 1, validationIterations: 1}
        foregroundOversampling: 0.33
        mirrorAxes: [0, 1, 2]
        optimizer: {momentum: 0.99, weightDecay: 0.00003, clipNorm: 12}
        fromScratch: {schedule: default, learningRate: 0.01, warmUpEpochs: 0, deepSupervision: true}
        fromScratchFixed: {schedule: default, learningRate: 0.01, warmUpEpochs: 0, deepSupervision: false}
        adapted: {schedule: default, learningRate: 0.001, warmUpEpochs: 0, deepSupervision: false}
      inference: {tileStep: 0.5, mirroring: false}
      evaluation: {missingPrediction: zero, absentClass: leave-out}
      methods:
        - {id: scratch-dynamic}
      """;

  private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

  private static final String CORPUS_CARD =
      """
      name: MyCorpus
      title: My corpus
      paper: null
      role: unlabelled
      modality: MRI
      channels: null
      labels: null
      cases: {training: null, test: null}
      spacing: null
      citation: null
      licence: null
      url: null
      checksum: {sha256: null, bytes: null}
      access: mine
      folders: [MyCorpus]
      notes: null
      """;

  /** Draws the data set. */
  public static TinyBenchmark draw(Path folder) {
    TinyBenchmark tiny = new TinyBenchmark(folder);
    Phantoms.write(
        new PhantomSpec(PhantomKind.TUMOUR, 6, 1, new int[] {16, 16, 16}), tiny.dataset());
    return tiny;
  }

  /** The data set's folder. */
  public Path dataset() {
    return folder.resolve("data/raw/MyData");
  }

  /** The first case by name. */
  String caseId() throws IOException {
    try (var labels = Files.list(dataset().resolve("labelsTr"))) {
      String first = labels.sorted().findFirst().orElseThrow().getFileName().toString();
      return first.replace(".nii.gz", "");
    }
  }

  Path image(String caseId, int channel) {
    return dataset().resolve("imagesTr").resolve(caseId + "_000" + channel + ".nii.gz");
  }

  Path label(String caseId) {
    return dataset().resolve("labelsTr").resolve(caseId + ".nii.gz");
  }

  public Path out() {
    return folder.resolve("out");
  }

  /**
   * Makes all files of the data look as if they had been there for long, so that they are
   * remembered.
   */
  void age() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
      for (Path file : files.toList()) {
        Files.setLastModifiedTime(file, LONG_AGO);
      }
    }
  }

  /** The names of what lies in the folder of results; none if it isn't there. */
  List<String> left() throws IOException {
    if (!Files.exists(out())) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(out())) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /** Draws an unlabelled corpus {@code MyCorpus} too. */
  public Path drawCorpus() throws IOException {
    Path corpus = folder.resolve("data/unlabelled/MyCorpus");
    Phantoms.write(new PhantomSpec(PhantomKind.CORPUS, 4, 1, new int[] {16, 16, 16}), corpus);
    writeCorpusCard(folder.resolve("data"));
    return corpus;
  }

  /** Writes the card of the corpus. */
  public static void writeCorpusCard(Path data) throws IOException {
    Path cards = Files.createDirectories(data.resolve("cards"));
    Files.writeString(cards.resolve("MyCorpus.yaml"), CORPUS_CARD);
  }

  /** The protocol with that corpus and other methods, one line each. */
  public static String protocol(String... methods) {
    StringBuilder text = new StringBuilder(PROTOCOL.replace("PhantomCorpus", "MyCorpus"));
    text.setLength(text.indexOf("  - {id: scratch-dynamic}"));
    for (String method : methods) {
      text.append("  - ").append(method).append('\n');
    }
    return text.toString();
  }

  /** The only folder of {@code runs} or {@code pretraining} that begins so. */
  public Path made(String kind, String prefix) throws IOException {
    try (Stream<Path> runs = Files.list(out().resolve(kind))) {
      return runs.filter(run -> run.getFileName().toString().startsWith(prefix))
          .findFirst()
          .orElseThrow();
    }
  }

  /** Runs the benchmark under a protocol. */
  public Console run(String protocol, Object... more) throws IOException {
    Path file = Files.writeString(folder.resolve("protocol.yaml"), protocol);
    Stream<Object> arguments =
        Stream.of(
            "benchmark",
            "--protocol",
            file,
            "--data",
            folder.resolve("data"),
            "--out",
            out(),
            "--device",
            "cpu");
    return Console.run(Stream.concat(arguments, Stream.of(more)).toArray());
  }

  /** Runs it as it is; the rows of its results. */
  List<ResultRow> rows() throws IOException {
    Console answer = run(PROTOCOL);
    assertThat(answer.exitCode()).as(answer.err()).isZero();
    return ResultsCsv.read(out().resolve(ResultsCsv.NAME));
  }

  /** Asserts that a benchmark is refused by one sentence that names all that, before training. */
  public void assertRefused(String protocol, String... named) throws IOException {
    assertRefused(1, protocol, named);
  }

  /** The same of several files, with a sentence for each. */
  void assertRefused(int sentences, String protocol, String... named) throws IOException {
    Console answer = run(protocol);
    assertThat(answer.err()).contains(named);
    assertThat(answer.err().strip().lines())
        .as("a sentence for each file, no stack trace")
        .hasSize(sentences)
        .allMatch(line -> line.startsWith("voxelbench: "));
    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(out().resolve("runs")).as("nothing was trained").doesNotExist();
  }
}
