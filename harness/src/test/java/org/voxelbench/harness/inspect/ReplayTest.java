package org.voxelbench.harness.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.datasets.Image;
import org.voxelbench.datasets.nifti.Nifti;
import org.voxelbench.datasets.nifti.NiftiWriter;
import org.voxelbench.harness.cli.Console;
import org.voxelbench.harness.cli.TinyBenchmark;
import org.voxelbench.store.Manifest;
import org.voxelbench.store.RunFolder;
import org.voxelbench.store.RunStore;

/** A run trained once more is the same on the CPU, and what isn't the same is measured. */
class ReplayTest {

  private static final String PROTOCOL =
      TinyBenchmark.protocol("{id: scratch-fixed}", "{id: mae, settings: {blockSize: 8}}")
          .replace("learningRate: 0.01", "learningRate: 0.1");

  @TempDir private Path folder;

  private TinyBenchmark tiny(String name) throws IOException {
    TinyBenchmark tiny = TinyBenchmark.draw(Files.createDirectories(folder.resolve(name)));
    tiny.drawCorpus();
    return tiny;
  }

  /** All but who was at work. */
  private static Map<String, String> files(Path root) throws IOException {
    Map<String, String> files = new HashMap<>();
    Path claims = root.resolve("claims");
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file :
          all.filter(Files::isRegularFile).filter(one -> !one.startsWith(claims)).toList()) {
        files.put(root.relativize(file).toString(), Files.getLastModifiedTime(file).toString());
      }
    }
    return files;
  }

  private static RunFolder only(TinyBenchmark tiny) {
    RunStore store = new RunStore(tiny.out());
    Manifest manifest =
        store.runs().stream().filter(m -> m.id().startsWith("scratch")).findFirst().orElseThrow();
    return store.folder(manifest.key());
  }

  @Test
  void aRunAndItsPreTrainingComeOutTheSameAndNothingOfTheFirstIsTouched() throws IOException {
    TinyBenchmark tiny = tiny("a");
    assertThat(tiny.run(PROTOCOL).exitCode()).isZero();
    Map<String, String> before = files(tiny.out());

    for (Path run : List.of(tiny.made("runs", "mae"), tiny.made("pretraining", "mae"))) {
      Console replay = Console.run("replay", run);
      assertThat(replay.out()).contains("tensors are equal, bit for bit", "equal in all 1 epochs");
      assertThat(replay.err()).isEmpty();
      assertThat(replay.exitCode()).isZero();
    }
    assertThat(files(tiny.out())).isEqualTo(before);
  }

  @Test
  void whatDiffersIsMeasuredAndBreaksThePromiseOfTheCpu() throws IOException {
    TinyBenchmark first = tiny("a");
    TinyBenchmark second = tiny("b");
    try (Stream<Path> images = Files.list(second.dataset().resolve("imagesTr"))) {
      for (Path file : images.toList()) {
        Image image = Nifti.readImage(file);
        image.voxels()[0] += 1000;
        NiftiWriter.write(file, image);
      }
    }
    assertThat(first.run(PROTOCOL).exitCode()).isZero();
    assertThat(second.run(PROTOCOL).exitCode()).isZero();

    Replay replay = Replay.of(only(first), only(second));

    assertThat(replay.isSame()).isFalse();
    assertThat(replay.keepsPromise()).as("a CPU promises the same bits").isFalse();
    assertThat(String.join("\n", replay.lines()))
        .containsPattern("Weights: [1-9]\\d* of \\d+ tensors differ, by [\\d.e-]+ of their length")
        .contains("Training losses: differ from epoch 0 on")
        .containsPattern("Results: [1-9]\\d* of \\d+ rows differ; Dice by at most [\\d.e-]+ \\(");
  }

  @Test
  void whatIsNoRunThatIsDoneIsRefused() throws IOException {
    TinyBenchmark tiny = tiny("a");
    assertThat(Console.run("replay", folder).err()).contains("is no run").hasLineCount(1);
    assertThat(tiny.run(PROTOCOL).exitCode()).isZero();
    Path run = tiny.made("runs", "mae");
    assertThat(Console.run("replay", tiny.out().resolve("runs/other")).err())
        .contains("'" + tiny.out().resolve("runs/other") + "' is no run");
    Path manifest = run.resolve("manifest.json");
    Files.writeString(
        manifest,
        Files.readString(manifest)
            .replace("\"done\"", "\"failed\"")
            .replace("\"reason\" : \"\"", "\"reason\" : \"none\""));

    Console refused = Console.run("replay", run);

    assertThat(refused.err()).contains(run.getFileName() + "' is failed").hasLineCount(1);
    assertThat(refused.exitCode()).isEqualTo(2);
  }
}
