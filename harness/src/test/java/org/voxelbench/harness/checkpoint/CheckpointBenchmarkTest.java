package org.voxelbench.harness.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.base.file.Sha256;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.safetensors.Safetensors;
import org.voxelbench.harness.cli.Console;
import org.voxelbench.harness.cli.TinyBenchmark;
import org.voxelbench.preparation.plan.Architecture;
import org.voxelbench.training.network.Initialization;
import org.voxelbench.training.network.Network;
import org.voxelbench.training.protocol.FixedPlan;
import org.voxelbench.weights.nnssl.AdaptationPlan;
import org.voxelbench.weights.nnssl.ArchitecturePlan;
import org.voxelbench.weights.nnssl.PretrainingPlan;
import org.voxelbench.weights.nnssl.WeightKeys;
import org.voxelbench.weights.pytorch.PytorchWriter;

/** Runs that start from files of weights. */
class CheckpointBenchmarkTest {

  private static final List<Double> TWO_MM = List.of(2.0, 2.0, 2.0);
  private static final String STEM = "encoder.stem.convs.0.conv.weight";

  @TempDir private Path folder;
  private TinyBenchmark tiny;

  @BeforeEach
  void draw() throws IOException {
    tiny = TinyBenchmark.draw(folder);
    tiny.drawCorpus();
  }

  private static Architecture network(Integer... features) {
    return new FixedPlan(
            List.of(4.0, 4.0, 4.0),
            List.of(16, 16, 16),
            2,
            List.of(features),
            List.of(features).stream().map(stage -> 1).toList())
        .architecture();
  }

  private static Map<String, NdArray> weights(Architecture network) {
    return Initialization.HE.draw(Network.of(network, 1, 1, false).weights(), new RandomStreams(7));
  }

  /** As nnssl leaves it, with each encoder weight under two names. */
  private Path checkpoint(String name, Architecture network, List<Double> spacing) {
    AdaptationPlan plan =
        new AdaptationPlan(
            ArchitecturePlan.of(network),
            new PretrainingPlan(
                "Dataset001_Corpus",
                "nnsslPlans",
                "onemmiso",
                Optional.of(spacing),
                Optional.of(List.of(16, 16, 16)),
                List.of("ZScoreNormalization")),
            1,
            List.of(16, 16, 16),
            WeightKeys.residualEncoder(),
            List.of());
    Map<String, Object> state = new LinkedHashMap<>();
    weights(network)
        .forEach(
            (weight, value) -> {
              state.put(weight, value);
              if (weight.startsWith("encoder.")) {
                state.put("decoder." + weight, value);
              }
            });
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("network_weights", state);
    content.put("trainer_name", "BaseMAETrainer");
    content.put(AdaptationPlan.KEY, new ObjectMapper().convertValue(plan.toJson(), Map.class));
    Path file = folder.resolve(name);
    PytorchWriter.write(file, content);
    return file;
  }

  private static String method(String label, Path file, String more) throws IOException {
    return "{id: checkpoint, label: "
        + label
        + ", settings: {file: '"
        + file
        + "', sha256: "
        + Sha256.of(file)
        + "}"
        + more
        + "}";
  }

  @Test
  void aFileIsAContenderUnderTheProtocolsPlanAndItsOwn() throws IOException {
    Path file = checkpoint("theirs.pth", network(4, 8), List.of(4.0, 4.0, 4.0));
    Path finer = checkpoint("finer.pth", network(4, 8, 8), TWO_MM);
    Console answer =
        tiny.run(
            TinyBenchmark.protocol(
                "{id: scratch-fixed}",
                method("theirs", file, ""),
                method("finer", finer, ", plan: checkpoint"),
                method("coarsened", checkpoint("b.pth", network(4, 8), TWO_MM), "")));
    assertThat(answer.exitCode()).as(answer.text()).isZero();
    Path run = tiny.made("runs", "theirs");
    assertThat(run.resolve("loading.txt")).content().contains("adapted  " + STEM);
    assertThat(run.resolve("settings.json")).content().contains(Sha256.of(file));
    assertThat(tiny.made("runs", "finer").resolve("plan.json"))
        .content()
        .containsPattern("\"spacing\" : \\[ 2.0, 2.0, 2.0 ]");
    assertThat(tiny.out().resolve("report/index.html"))
        .content()
        .contains("can't be looked into")
        .contains("coarsened' was pre-trained at [2.0, 2.0, 2.0] mm and is trained at")
        .doesNotContain("finer' was pre-trained at");
    assertThat(tiny.out().resolve("pretraining")).doesNotExist();
  }

  /** Jobs of a cluster, and whoever resumes, start elsewhere. */
  @Test
  void aRelativePathIsKeptAsOneThatMeansTheSameAnywhere() throws IOException {
    Path file = checkpoint("theirs.pth", network(4, 8), List.of(4.0, 4.0, 4.0));
    Path relative = Path.of("").toAbsolutePath().relativize(file);

    Console answer = tiny.run(TinyBenchmark.protocol(method("theirs", relative, "")));

    assertThat(answer.exitCode()).as(answer.text()).isZero();
    assertThat(tiny.out().resolve("protocol.yaml"))
        .content()
        .contains(file.toString())
        .doesNotContain("..");
    Console again = tiny.run(TinyBenchmark.protocol(method("theirs", file, "")));
    assertThat(again.exitCode()).as(again.text()).isZero();
  }

  @Test
  void theRunBeginsWithTheFilesWeights() throws IOException {
    Path file = checkpoint("theirs.pth", network(4, 8), List.of(4.0, 4.0, 4.0));
    String still = TinyBenchmark.protocol(method("theirs", file, ""));
    assertThat(tiny.run(still.replace("learningRate: 0.001", "learningRate: 1.0e-12")).exitCode())
        .isZero();
    NdArray trained =
        Safetensors.read(tiny.made("runs", "theirs").resolve("weights.safetensors"))
            .tensors()
            .get(STEM);
    NdArray own = weights(network(4, 8)).get(STEM);
    int channels = 2;
    int kernel = 27;
    for (int i = 0; i < trained.size(); i++) {
      int output = i / (channels * kernel);
      assertThat(trained.at(i))
          .isCloseTo(own.at(output * kernel + i % kernel) / channels, within(1e-6));
    }
  }

  @Test
  void anotherNetworkIsRefusedWithBothShapes() throws IOException {
    Path file = checkpoint("wide.pth", network(4, 16), List.of(4.0, 4.0, 4.0));
    tiny.assertRefused(
        TinyBenchmark.protocol(method("wide", file, "")),
        "'wide'",
        "wide.pth",
        "[16, 4, 3, 3, 3]",
        "[8, 4, 3, 3, 3]");
  }

  @Test
  void aDeeperNetworkIsRefused() throws IOException {
    Path file = checkpoint("deep.pth", network(4, 8, 8), List.of(4.0, 4.0, 4.0));
    tiny.assertRefused(
        TinyBenchmark.protocol(method("deep", file, "")), "'deep'", "encoder.stages.2");
  }

  @Test
  void anotherFileIsRefusedWithBothHashes() throws IOException {
    Path file = checkpoint("theirs.pth", network(4, 8), List.of(4.0, 4.0, 4.0));
    String protocol = TinyBenchmark.protocol(method("theirs", file, ""));
    String before = Sha256.of(file);
    checkpoint("theirs.pth", network(4, 16), List.of(4.0, 4.0, 4.0));
    tiny.assertRefused(protocol, "'theirs'", before, Sha256.of(file));
  }

  @Test
  void aFileThatIsNotThereIsRefused() throws IOException {
    tiny.assertRefused(
        TinyBenchmark.protocol(
            "{id: checkpoint, label: theirs, settings: {file: gone.pth, sha256: "
                + "a".repeat(64)
                + "}}"),
        "'theirs'",
        "gone.pth");
  }

  @Test
  void aDryRunNamesAllFilesThatAreNotThere() throws IOException {
    String gone =
        "{id: checkpoint, label: theirs, settings: {file: gone.pth, sha256: "
            + "a".repeat(64)
            + "}}";
    Console answer =
        tiny.run(
            TinyBenchmark.protocol(gone, gone.replace("theirs", "others").replace("gone", "lost")),
            "--dry-run");
    assertThat(answer.exitCode()).as(answer.text()).isEqualTo(2);
    assertThat(answer.out()).contains("Runs: 2");
    assertThat(answer.err())
        .contains("method 'theirs' starts from '" + here("gone.pth") + "', which is no file")
        .contains("method 'others' starts from '" + here("lost.pth") + "', which is no file")
        .doesNotContain("transferred")
        .hasLineCount(2);
  }

  private static Path here(String name) {
    return Path.of(name).toAbsolutePath();
  }

  @Test
  void aCorpusThatIsEvaluatedIsRefused() throws IOException {
    Path file = checkpoint("theirs.pth", network(4, 8), List.of(4.0, 4.0, 4.0));
    String named =
        method("theirs", file, "").replace("sha256:", "trainedOn: [Dataset042_mydata], sha256:");
    tiny.assertRefused(TinyBenchmark.protocol(named), "'theirs'", "MyData");
  }

  @Test
  void namesOfAnotherProgramAreTranslated() throws IOException {
    Map<String, Object> state = new LinkedHashMap<>();
    weights(network(4, 8)).forEach((name, value) -> state.put("module.backbone." + name, value));
    Path file = folder.resolve("wrapped.pt");
    PytorchWriter.write(file, Map.of("state_dict", state));
    String named = method("theirs", file, "").replace("sha256:", "names: {backbone.: ''}, sha256:");
    assertThat(tiny.run(TinyBenchmark.protocol(named)).exitCode()).isZero();
  }

  @Test
  void showSaysWhatReachesANetwork() throws IOException {
    Path file = checkpoint("theirs.pth", network(4, 8), List.of(4.0, 4.0, 4.0));
    Console shown = Console.run("weights", "show", file);
    assertThat(shown.exitCode()).as(shown.text()).isZero();
    assertThat(shown.out())
        .contains("BaseMAETrainer", "Dataset001_Corpus", "network_weights", Sha256.of(file))
        .contains("ZScoreNormalization")
        .containsPattern("\\d+ loaded, 0 adapted");
    Files.delete(file);
    assertThat(Console.run("weights", "show", file).exitCode()).isEqualTo(2);
  }
}
