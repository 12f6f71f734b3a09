package org.voxelbench.harness.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.harness.cli.Console;
import org.voxelbench.harness.cli.TinyBenchmark;
import org.voxelbench.harness.experiment.DataHashes;
import org.voxelbench.harness.experiment.Experiment;
import org.voxelbench.harness.experiment.TrainingPlan;
import org.voxelbench.harness.experiment.Workspace;
import org.voxelbench.harness.plugin.Plugins;
import org.voxelbench.preparation.cache.PreparedCase;
import org.voxelbench.training.protocol.Protocol;
import org.voxelbench.training.protocol.Protocols;

/** A labelled data set lends the images that no run is evaluated on to the pre-training. */
class LentImagesTest {

  @TempDir private Path folder;

  private static String protocol() {
    return TinyBenchmark.protocol("{id: scratch-fixed}", "{id: mae, settings: {blockSize: 8}}")
        .replace("MyCorpus", "MyData");
  }

  @Test
  void everyChannelOfAnUnevaluatedCaseIsAnImage() throws IOException {
    Console done = TinyBenchmark.draw(folder).run(protocol());
    assertThat(done.exitCode()).as(done.text()).isZero();

    Protocol protocol = Protocols.parse("lent", protocol());
    Workspace workspace = new Workspace(folder.resolve("out"));
    ExperimentData data =
        ExperimentData.reopen(
            Experiment.of(protocol, Plugins.load(List.of())),
            new DatasetCatalog(Optional.of(folder.resolve("data")), workspace, Progress.SILENT),
            new Preparation(protocol, workspace, 1, Progress.SILENT),
            DataHashes.read(workspace));
    LabelledDataset labelled = data.labelled().get("MyData");
    Corpus corpus = data.corpus().orElseThrow();
    List<String> lent =
        Stream.concat(corpus.train().stream(), corpus.validation().stream())
            .map(PreparedCase::id)
            .sorted()
            .toList();
    assertThat(lent)
        .isEqualTo(
            labelled.split(0).train().stream()
                .flatMap(id -> Stream.of(id + "_0000", id + "_0001"))
                .sorted()
                .toList());
    PreparedCase second = corpus.train().get(1);
    int[] shape = second.shape();
    int voxels = shape[0] * shape[1] * shape[2];
    float[] image = new float[voxels];
    second.readImage(new int[3], shape, image);
    String id = second.id().replaceAll("_000[01]$", "");
    float[] whole = new float[2 * voxels];
    labelled.prepared(TrainingPlan.FIXED).preparedCase(id).readImage(new int[3], shape, whole);
    int from = second.id().endsWith("_0001") ? voxels : 0;
    assertThat(image).isEqualTo(Arrays.copyOfRange(whole, from, from + voxels));
  }

  @Test
  void aDataSetThatIsEvaluatedAsAWholeLendsNothing() throws IOException {
    Console refused =
        TinyBenchmark.draw(folder).run(protocol().replace("folds: [0]", "folds: [0, 1, 2, 3, 4]"));
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.text())
        .contains("'MyData' is to lend its images", "evaluated on all of its cases");
  }
}
