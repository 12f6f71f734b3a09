package org.voxelbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.results.ExperimentJson;

/** A pre-training plan that leaves too little of images and structures is told of. */
class PlanFitTest {

  @TempDir Path folder;

  private String told(String spacing) throws IOException {
    return told("{id: scratch-fixed}", "spacing: [4, 4, 4]", "spacing: " + spacing);
  }

  private String told(String method, String from, String to) throws IOException {
    TinyBenchmark tiny = TinyBenchmark.draw(folder);
    Console answer = tiny.run(TinyBenchmark.protocol(method).replace(from, to));
    assertThat(answer.exitCode()).as(answer.text()).isZero();
    return String.join(
        "\n", ExperimentJson.read(tiny.out().resolve(ExperimentJson.NAME)).protocolText());
  }

  @Test
  void aPlanThatIsTooCoarseIsToldOf() throws IOException {
    assertThat(told("[90, 90, 90]"))
        .contains(
            "the median case of data set 'MyData' has",
            "less than a quarter of the patch of [16, 16, 16]",
            "is smaller than two voxels along some axis, or gone, in ")
        .contains(" of 6 cases");
  }

  @Test
  void withoutResamplingThePatchAloneCanBeTooLarge() throws IOException {
    assertThat(
            told(
                "{id: scratch-fixed, plan: no-resampling}",
                "{spacing: [4, 4, 4], patchSize: [16, 16, 16]",
                "{spacing: [90, 90, 90], patchSize: [32, 32, 32]"))
        .contains(
            "Without resampling, the median case of data set 'MyData' has",
            "less than a quarter of the patch of [32, 32, 32]",
            "consider a smaller 'plans.fixed.patchSize'.")
        .doesNotContain("Under the pre-training plan", "smaller than two voxels");
  }

  @Test
  void ofAPlanThatFitsNothingIsSaid() throws IOException {
    assertThat(told("[2, 2, 2]")).doesNotContain("less than a quarter", "smaller than two voxels");
  }
}
