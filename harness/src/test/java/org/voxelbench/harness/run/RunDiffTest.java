package org.voxelbench.harness.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a difference of recipes is depends on what both protocols allow. */
class RunDiffTest {

  private static final String PRETRAINED = "pre-trained weights";

  @TempDir private Path folder;

  /** A run with that batch of its pre-training; 0 for none. */
  private Path run(String name, String recipes, int batchSize, String from) throws IOException {
    Map<String, Object> method = new TreeMap<>(Map.of("id", name));
    if (batchSize > 0) {
      method.put("pretraining", Map.of("batchSize", batchSize));
    }
    Path run = Files.createDirectories(folder.resolve(name));
    RunSettings.write(
        run,
        new TreeMap<>(
            Map.of(
                "kind",
                "training",
                "method",
                method,
                "start",
                Map.of("from", from),
                "protocol",
                recipes.isEmpty() ? Map.of() : Map.of("recipes", recipes))));
    return run;
  }

  @Test
  void recipesUnderOneProtocolsLeaveAreComparable() throws IOException {
    RunDiff diff =
        RunDiff.of(run("mae", "own", 6, PRETRAINED), run("simclr", "own", 32, PRETRAINED));

    assertThat(diff.method()).containsExactly("method.id: mae | simclr");
    assertThat(diff.recipe()).containsExactly("method.pretraining.batchSize: 6 | 32");
    assertThat(diff.others()).isEmpty();
    assertThat(diff.verdict()).startsWith("Comparable by the protocol's leave ('recipes: own')");
  }

  @Test
  void oneRecipeNeedsNoLeave() throws IOException {
    RunDiff diff = RunDiff.of(run("mae", "own", 6, PRETRAINED), run("voco", "own", 6, PRETRAINED));

    assertThat(diff.recipe()).isEmpty();
    assertThat(diff.verdict())
        .isEqualTo("Comparable: they differ in nothing but what a method may decide.");
  }

  @Test
  void aRecipeBesideOneOfAProtocolThatGivesNoLeaveIsNotComparable() throws IOException {
    RunDiff diff = RunDiff.of(run("mae", "own", 8, PRETRAINED), run("voco", "", 0, PRETRAINED));

    assertThat(diff.recipe()).isEmpty();
    assertThat(diff.others())
        .containsExactly(
            "method.pretraining.batchSize: 8 | (none)", "protocol.recipes: own | (none)");
    assertThat(diff.verdict()).startsWith("Not comparable: 2 settings differ");
  }

  @Test
  void aRandomStartHasNoRecipeToDiffer() throws IOException {
    RunDiff diff =
        RunDiff.of(run("mae", "own", 8, PRETRAINED), run("scratch", "own", 0, "random weights"));

    assertThat(diff.method()).contains("method.pretraining.batchSize: 8 | (none)");
    assertThat(diff.recipe()).isEmpty();
    assertThat(diff.others()).isEmpty();
  }
}
