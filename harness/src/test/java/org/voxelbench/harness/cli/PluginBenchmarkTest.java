package org.voxelbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.base.file.Sha256;
import org.voxelbench.base.format.StrictJson;
import org.voxelbench.harness.plugin.MethodProject;

/** A plugin goes the whole road, leaves what made it, and two runs tell in what they differ. */
class PluginBenchmarkTest {

  private static final String MAE = "{id: mae, settings: {blockSize: 8}}";
  private static final String PLUGIN = "{id: thick-slices}";

  private static final String RUNNING = "\"state\" : \"running\"";

  @TempDir private Path folder;
  private TinyBenchmark tiny;
  private PluginJars jars;
  private Path source;

  @BeforeEach
  void draw() throws IOException {
    tiny = TinyBenchmark.draw(folder);
    tiny.drawCorpus();
    jars = new PluginJars(folder.resolve("plugins"));
    Path home = folder.resolve("voxelbench");
    Files.createDirectories(home.resolve("lib"));
    Files.createFile(home.resolve("lib/voxelbench-harness-1.jar"));
    MethodProject project = new MethodProject("thick-slices", folder.resolve("plugins-src"));
    project.write(home);
    source = project.folder().resolve("src/main/java/org/example/method/ThickSlicesPlugin.java");
  }

  private Path build() throws IOException {
    return jars.jar(
        "thick-slices.jar",
        jars.compiled("idea", List.of(source)),
        "org.example.method.ThickSlicesPlugin");
  }

  private void edit(String from, String to) throws IOException {
    Files.writeString(source, Files.readString(source).replace(from, to));
  }

  private static JsonNode json(Path file) {
    return StrictJson.read(file, JsonNode.class);
  }

  @Test
  void aPluginGoesTheWholeRoad() throws IOException {
    Path jar = build();
    String protocol = TinyBenchmark.protocol("{id: scratch-fixed}", MAE, PLUGIN);
    Console answer = tiny.run(protocol, "--plugins", jar);
    assertThat(answer.exitCode()).as(answer.err()).isZero();

    Path mine = tiny.made("runs", "thick-slices");
    Path mae = tiny.made("runs", "mae");
    String sha256 = Sha256.of(jar);
    assertThat(json(mine.resolve("manifest.json")).at("/environment/versions").toString())
        .contains("plugin thick-slices.jar", sha256);
    assertThat(json(mine.resolve("settings.json")).at("/method/plugin/sha256").asText())
        .isEqualTo(sha256);
    assertThat(json(mae.resolve("settings.json")).at("/method/plugin").isMissingNode()).isTrue();

    Console same = Console.run("diff", mae, mine);
    assertThat(same.exitCode()).isZero();
    assertThat(same.out())
        .contains(
            "  method.id: mae | thick-slices",
            "  method.settings.thickness: (none) | 4",
            "  start.moves: ENCODER | ENCODER_AND_DECODER",
            "Comparable: they differ in nothing but what a method may decide.");
    assertThat(others(same)).containsExactly("  nothing");
    assertThat(Console.run("diff", tiny.made("runs", "scratch-fixed"), mine).out())
        .contains("start.from: random weights | pre-trained weights", "Comparable: ");
    assertThat(
            Console.run(
                    "diff",
                    tiny.made("pretraining", "mae"),
                    tiny.made("pretraining", "thick-slices"))
                .out())
        .contains("method.id: mae | thick-slices", "Comparable: ");
    assertThat(Console.run("diff", mae, tiny.made("pretraining", "mae")).err())
        .contains("is a training", "a pre-training", "two of a kind");
    assertThat(Console.run("diff", mae, mae).out()).contains("the settings are the same");

    edit("thick[at] = (float) (sum / slices)", "thick[at] = (float) sum");
    build();
    Console other = tiny.run(protocol, "--plugins", jar);
    assertThat(other.exitCode()).isEqualTo(2);
    assertThat(other.err()).contains("thick-slices", sha256, Sha256.of(jar), "another build");

    interrupt(mine);
    Console job = Console.run("job", mine.getFileName(), "--out", tiny.out());
    assertThat(job.exitCode()).as(job.text()).isEqualTo(2);
    assertThat(job.err()).contains("thick-slices", sha256, Sha256.of(jar), "another build");
    assertThat(mine.resolve("manifest.json")).content().contains(RUNNING);
  }

  /** As if a run had been stopped after its first checkpoint. */
  private static void interrupt(Path run) throws IOException {
    Path manifest = run.resolve("manifest.json");
    Files.writeString(
        manifest, Files.readString(manifest).replace("\"state\" : \"done\"", RUNNING));
    Files.createFile(run.resolve("checkpoint.safetensors"));
  }

  private static List<String> others(Console diff) {
    List<String> lines = diff.out().lines().toList();
    int from = lines.indexOf("Anything else:") + 1;
    return lines.subList(from, lines.size() - 1);
  }

  @Test
  void otherDataSeedAndProtocolMakeRunsIncomparable() throws IOException {
    String protocol = TinyBenchmark.protocol("{id: scratch-dynamic}");
    assertThat(tiny.run(protocol).exitCode()).isZero();
    Path first = tiny.made("runs", "scratch-dynamic");
    Path before = Files.move(tiny.out(), folder.resolve("before"));
    Path moved = before.resolve(tiny.out().relativize(first));
    String changed = protocol.replace("seeds: [1]", "seeds: [2]").replace("0.33", "0.5");
    assertThat(tiny.run(changed).exitCode()).isZero();

    Console diff = Console.run("diff", moved, tiny.made("runs", "scratch-dynamic"));

    assertThat(others(diff))
        .containsExactly(
            "  protocol.seeds: [1] | [2]",
            "  protocol.training.foregroundOversampling: 0.33 | 0.5",
            "  seed: 1 | 2");
    assertThat(diff.out()).contains("Not comparable: 3 settings differ");
    assertThat(Console.run("diff", moved, folder).err()).contains("settings.json");
  }

  @Test
  void aDryRunSaysWhatArrives() throws IOException {
    Console answer =
        tiny.run(TinyBenchmark.protocol(MAE, PLUGIN), "--dry-run", "--plugins", build());

    assertThat(answer.exitCode()).as(answer.err()).isZero();
    assertThat(answer.out())
        .containsPattern("mae to MyData: \\d+ loaded, 1 adapted, \\d+ skipped, \\d+ fresh")
        .containsPattern("thick-slices to MyData: \\d+ loaded, 1 adapted, \\d+ skipped");
  }

  /** nnU-Net's plan has twice the channels, so that no kernel of the encoder fits. */
  @Test
  void aTransferThatCannotWorkIsRefusedBeforeTraining() throws IOException {
    edit(
        "  @Override\n  public Optional<PretextTask>",
        "  @Override\n  public org.voxelbench.training.pretext.DownstreamPlan plan() {\n"
            + "    return org.voxelbench.training.pretext.DownstreamPlan.DYNAMIC;\n  }\n\n"
            + "  @Override\n  public Optional<PretextTask>");
    String protocol =
        TinyBenchmark.protocol("{id: scratch-fixed}", PLUGIN)
            .replace("batchSize: 2, features: [4, 8]}", "batchSize: 2, features: [8, 16]}");

    Console answer = tiny.run(protocol, "--plugins", build());

    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.err()).contains("'thick-slices'", "'MyData'", "none of its kernels");
    assertThat(answer.err().strip().lines()).hasSize(1);
    assertThat(tiny.out().resolve("runs")).doesNotExist();
    assertThat(tiny.out().resolve("pretraining")).doesNotExist();
  }
}
