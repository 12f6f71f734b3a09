package org.voxelbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.base.file.AtomicFolder;

/** Who loads the patches, and how many do, changes no byte of what is made of them. */
class LoaderThreadsTest {

  private static final String PROTOCOL =
      TinyBenchmark.protocol("{id: scratch-fixed}", "{id: mae, settings: {blockSize: 8}}")
          .replace("seeds: [1]", "seeds: [1, 2]")
          .replace("epochs: 1, iterations: 1,", "epochs: 2, iterations: 9,");

  @TempDir private Path folder;

  @Test
  void oneAndFourGiveTheSameWeightsRowsAndPredictions() throws Exception {
    TinyBenchmark tiny = TinyBenchmark.draw(folder);
    tiny.drawCorpus();
    assertThat(tiny.run(PROTOCOL, "--loaders", 1).exitCode()).isZero();
    Map<String, String> one = BenchmarkProcess.made(tiny.out());
    AtomicFolder.remove(tiny.out());

    assertThat(tiny.run(PROTOCOL, "--loaders", 4).exitCode()).isZero();

    assertThat(BenchmarkProcess.made(tiny.out())).isEqualTo(one).hasSizeGreaterThan(10);
  }
}
