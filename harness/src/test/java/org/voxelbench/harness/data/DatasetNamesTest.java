package org.voxelbench.harness.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.harness.cli.TinyBenchmark;
import org.voxelbench.harness.experiment.TrainingPlan;
import org.voxelbench.harness.experiment.Workspace;
import org.voxelbench.training.protocol.Protocol;
import org.voxelbench.training.protocol.Protocols;

/** A data set goes by the name that a protocol gives it, whatever its folder is called. */
class DatasetNamesTest {

  private static final String CARD =
      """
      name: MyData
      title: My data
      paper: null
      role: dev
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
      folders: [MyData, Alias]
      notes: null
      """;

  @TempDir private Path folder;
  private TinyBenchmark tiny;

  @BeforeEach
  void draw() {
    tiny = TinyBenchmark.draw(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"raw/MyData", "raw/Dataset001_MyData", "Alias", "raw/Dataset999_Alias"})
  void itsSpacingIsFoundAndItIsReopenedAsItWasPrepared(String place) throws IOException {
    Path data = folder.resolve("data");
    Path cards = Files.createDirectories(data.resolve("cards"));
    Files.writeString(cards.resolve("MyData.yaml"), CARD);
    Path elsewhere = Files.move(tiny.dataset(), folder.resolve("moved"));
    Files.move(elsewhere, data.resolve(place));
    String text =
        TinyBenchmark.protocol("{id: scratch-fixed}")
            .replace(
                "{name: MyData, folds: [0]}", "{name: MyData, folds: [0], spacing: [5, 6, 7]}");
    Protocol protocol = Protocols.parse("tiny.yaml", text);
    Workspace workspace = new Workspace(tiny.out());
    DatasetCatalog catalog = new DatasetCatalog(Optional.of(data), workspace, Progress.SILENT);
    Preparation preparation = new Preparation(protocol, workspace, 2, Progress.SILENT);

    RawDataset raw = catalog.open(catalog.card("MyData"));
    preparation.prepare(raw, preparation.fingerprint(raw), TrainingPlan.FIXED);

    assertThat(
            preparation
                .cached("MyData", TrainingPlan.FIXED)
                .plan()
                .configuration(Preparation.CONFIGURATION)
                .spacing())
        .containsExactly(5, 6, 7);
  }
}
