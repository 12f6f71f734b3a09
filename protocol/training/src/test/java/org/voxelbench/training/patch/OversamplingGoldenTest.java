package org.voxelbench.training.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The elements of a batch that nnU-Net's own loader forces to hold foreground. */
class OversamplingGoldenTest {

  private static final Pattern NAME = Pattern.compile("b(\\d+)_p([0-9.]+)");

  @Test
  void sameElementsAreForced() throws IOException {
    Path file = golden().resolve("schedule").resolve("oversampling.json");
    assumeTrue(Files.exists(file), "no golden file " + file);
    JsonNode cases = new ObjectMapper().readTree(file.toFile()).get("cases");
    assertThat(cases).isNotEmpty();
    cases
        .properties()
        .forEach(
            entry -> {
              Matcher name = NAME.matcher(entry.getKey());
              assertThat(name.matches()).as(entry.getKey()).isTrue();
              int batchSize = Integer.parseInt(name.group(1));
              LoaderPatch patch = LoaderPatch.exact(new int[] {4, 4, 4});
              PatchSampler sampler =
                  new PatchSampler(patch, Double.parseDouble(name.group(2)), false);
              assertThat(entry.getValue()).hasSize(batchSize);
              for (int element = 0; element < batchSize; element++) {
                assertThat(sampler.forcesForeground(element, batchSize))
                    .as("%s element %d", entry.getKey(), element)
                    .isEqualTo(entry.getValue().get(element).asBoolean());
              }
            });
  }

  private static Path golden() {
    String named = System.getenv("VOXELBENCH_GOLDEN");
    if (named != null) {
      return Path.of(named);
    }
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.isDirectory(folder.resolve("shared/golden"))) {
      folder = folder.getParent();
    }
    assumeTrue(folder != null, "no folder shared/golden; set VOXELBENCH_GOLDEN");
    return folder.resolve("shared/golden");
  }
}
