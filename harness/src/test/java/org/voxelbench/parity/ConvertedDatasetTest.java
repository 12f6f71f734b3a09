package org.voxelbench.parity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxelbench.datasets.card.DatasetCards;
import org.voxelbench.datasets.layout.Layout;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.harness.cli.Console;
import org.voxelbench.harness.datasets.PublishedTrees;

/**
 * A data set that {@code datasets convert} made of a publisher's tree is accepted by nnU-Net's own
 * {@code nnUNetv2_plan_and_preprocess --verify_dataset_integrity}, which reads the same of it.
 */
@Tag("peer")
class ConvertedDatasetTest {

  @TempDir private static Path folder;

  private static Peer peer;

  @BeforeAll
  static void open() throws IOException {
    peer = Peer.open(folder);
  }

  @AfterAll
  static void close() {
    if (peer != null) {
      peer.close();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HaN-Seg",
        "BraTS2020",
        "Task05_Prostate",
        "WMH",
        "BrainMetShare",
        "ATLAS_R2.0",
        "MS_FLAIR"
      })
  void nnUnetAcceptsAndReadsWhatIsConverted(String name) throws IOException {
    Layout layout = DatasetCards.load().named(name).layout().orElseThrow();
    Path published = folder.resolve("published");
    PublishedTrees.make(name, published.resolve(name));
    Path converted = folder.resolve("raw").resolve(layout.folder(name));
    Console answer =
        Console.run("datasets", "convert", name, "--data", published, "--out", converted);
    assertThat(answer.exitCode()).as(answer.text()).isZero();

    JsonNode theirs = peer.ask("prepare", Map.of("dataset", layout.number()));

    RawDataset raw = RawDataset.open(converted);
    assertThat(theirs.get("preprocessed").asInt()).isEqualTo(raw.trainingCases().size());
    assertThat(theirs.get("cases").size()).isEqualTo(raw.trainingCases().size());
    for (RawCase found : raw.trainingCases()) {
      compare(found, theirs.get("cases").get(found.id()));
    }
  }

  private static void compare(RawCase ours, JsonNode theirs) {
    for (int channel = 0; channel < ours.imageFiles().size(); channel++) {
      double sum = 0;
      for (float voxel : ours.images().get(channel).voxels()) {
        sum += voxel;
      }
      assertThat(theirs.get("sums").get(channel).asDouble()).isEqualTo(sum);
    }
    long[] counts = new long[theirs.get("labels").size()];
    for (short label : ours.labelMap().labels()) {
      counts[label]++;
    }
    for (int label = 0; label < counts.length; label++) {
      assertThat(theirs.get("labels").get(label).asLong()).isEqualTo(counts[label]);
    }
  }
}
