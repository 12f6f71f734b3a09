package org.voxelbench.harness.nnunet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.base.format.JsonFile;
import org.voxelbench.datasets.nifti.Nifti;
import org.voxelbench.datasets.raw.DatasetJson;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.safetensors.Safetensors;
import org.voxelbench.harness.cli.Console;
import org.voxelbench.harness.predict.RandomRun;
import org.voxelbench.harness.predict.TrainedInference;
import org.voxelbench.harness.predict.TrainedRun;
import org.voxelbench.preparation.fingerprint.FingerprintExtractor;
import org.voxelbench.preparation.plan.DatasetSummary;
import org.voxelbench.preparation.plan.FixedPlanner;
import org.voxelbench.preparation.plan.Plan;
import org.voxelbench.preparation.plan.PlanJson;
import org.voxelbench.preparation.plan.PrimusArchitecture;
import org.voxelbench.preparation.plan.PrimusSize;
import org.voxelbench.preparation.preprocess.CaseWorkers;
import org.voxelbench.weights.WeightsArchive;

/** Runs as model folders of nnU-Net, and back again. */
class ModelExportTest {

  private static final TrainedInference INFERENCE = new TrainedInference(0.5, true, List.of(0, 2));
  private static final TrainedInference PLAIN = new TrainedInference(0.75, false, List.of(0, 2));

  @TempDir private Path folder;
  private RandomRun random;

  @BeforeEach
  void writeImages() {
    random = RandomRun.on(folder.resolve("Lesions"));
  }

  private Path run(String name, long seed) {
    return random.in(folder.resolve(name), seed, INFERENCE);
  }

  private Console export(String out, Path... runs) {
    return Console.run(
        Stream.concat(Stream.of("export-nnunet", "--out", folder.resolve(out)), Stream.of(runs))
            .toArray());
  }

  private static void done(Console answer) {
    assertThat(answer.exitCode()).as(answer.text()).isZero();
  }

  private static void refused(Console answer, String... named) {
    assertThat(answer.exitCode()).as(answer.text()).isEqualTo(2);
    assertThat(answer.text()).contains(named);
  }

  @Test
  void aCheckpointHoldsWhatNnUnetReadsAndEveryWeightOnce() throws IOException {
    Path run = run("a", 1);
    done(export("model", run));

    Path file = folder.resolve("model/fold_0/checkpoint_final.pth");
    Map<String, NdArray> own = Safetensors.read(run.resolve("weights.safetensors")).tensors();
    try (WeightsArchive archive = WeightsArchive.open(file)) {
      assertThat(archive.content())
          .containsEntry("trainer_name", "nnUNetTrainer")
          .containsEntry("inference_allowed_mirroring_axes", List.of(0L, 2L))
          .containsKeys("network_weights", "init_args", "current_epoch", "_best_ema", "logging");
      assertThat((Map<?, ?>) archive.content().get("init_args"))
          .extracting("configuration", "fold")
          .containsExactly("3d_fullres", 0L);
      assertThat(archive.distinct()).hasSameSizeAs(own.keySet());
      assertThat(
              archive
                  .read("network_weights/decoder.encoder.stem.convs.0.all_modules.0.weight")
                  .floats())
          .isEqualTo(own.get("encoder.stem.convs.0.conv.weight").floats());
    }
    assertThat(JsonFile.read(folder.resolve("model/plans.json")))
        .isEqualTo(JsonFile.read(run.resolve("plan.json")));
  }

  @Test
  void foldsComeBackAsRunsThatSegmentTheSame() throws IOException {
    Path a = run("a", 1);
    Path b = run("b", 2);
    done(export("model", a, b));
    Console imported =
        Console.run(
            "import", "nnunet-model", folder.resolve("model"), "--out", folder.resolve("back"));
    done(imported);
    assertThat(imported.out()).startsWith("2 runs of an unknown protocol");

    assertThat(predicted("back-out", folder.resolve("back/fold_0"), folder.resolve("back/fold_1")))
        .isEqualTo(predicted("out", a, b));
    assertThat(ImportNote.read(folder.resolve("back/fold_1")).orElseThrow())
        .extracting(ImportNote::protocol, ImportNote::fold, ImportNote::trainer)
        .containsExactly("unknown", "1", "nnUNetTrainer");
  }

  private short[] predicted(String out, Path... runs) throws IOException {
    done(
        Console.run(
            Stream.concat(
                    Stream.of("predict", random.images(), folder.resolve(out), "--device", "cpu"),
                    Stream.of(runs).flatMap(run -> Stream.of("--run", run)))
                .toArray()));
    try (Stream<Path> files = Files.list(folder.resolve(out))) {
      return Nifti.readLabelMap(files.sorted().findFirst().orElseThrow()).labels();
    }
  }

  @Test
  void theCardSaysHowToPredictAndThatNothingIsKnownOfAnImport() throws IOException {
    random.in(folder.resolve("plain"), 1, PLAIN);
    done(export("model", folder.resolve("plain")));
    String card = Files.readString(folder.resolve("model/README.md"));
    assertThat(card)
        .contains("-f 0 -step_size 0.75", "| Protocol | unknown |", "none needed: the images");
    assertThat(card).doesNotContain("null", "NaN");
  }

  @Test
  void theCardNamesTheFolderByTheTrainerThatBuildsTheNetwork() throws IOException {
    Path run = random.in(folder.resolve("plain"), 1, PLAIN);
    done(export("model", run));
    assertThat(folder.resolve("model/README.md"))
        .content()
        .contains("/nnUNetTrainer__" + PlanJson.readPlan(run.resolve("plan.json")).plansName());

    RawDataset raw = RawDataset.open(folder.resolve("Lesions"));
    List<Integer> patch = List.of(16, 16, 16);
    Plan plan =
        new FixedPlanner(
                List.of(11.0, 11.0, 11.0), patch, new PrimusArchitecture(PrimusSize.S, patch), 2)
            .plan(
                FingerprintExtractor.extract(raw, CaseWorkers.ofThreads(1, (done, of) -> {})),
                DatasetSummary.of(raw));
    Path json = run.resolve("dataset.json");
    FoldRun fold =
        new FoldRun(
            "0",
            new TrainedRun(run, plan, DatasetJson.read(json), PLAIN),
            List.of(),
            List.of(),
            Optional.empty());
    assertThat(new ModelCard(List.of(fold), ModelDataset.read(json)).text())
        .contains("/nnUNet_Primus_S_Trainer__" + plan.plansName() + "__3d_fullres`");
  }

  @Test
  void aFolderThatIsThereIsLeftAsItIs() throws IOException {
    Files.createDirectories(folder.resolve("model"));

    refused(export("model", run("a", 1)), "something lies there already");

    assertThat(folder.resolve("model")).isEmptyDirectory();
  }

  @Test
  void ofOneFoldThereIsOneRun() throws IOException {
    done(export("model", run("a", 1)));
    done(
        Console.run(
            "import", "nnunet-model", folder.resolve("model"), "--out", folder.resolve("b")));
    done(
        Console.run(
            "import", "nnunet-model", folder.resolve("model"), "--out", folder.resolve("c")));

    refused(
        export("both", folder.resolve("b/fold_0"), folder.resolve("c/fold_0")),
        "are both of fold 0",
        "b/fold_0",
        "c/fold_0");
    assertThat(folder.resolve("both")).doesNotExist();
  }

  /** nnU-Net predicts with the reader of plans.json, which is NibabelIO in earlier runs. */
  @Test
  void aModelOfFilesThatNibabelCannotOpenNamesSimpleItk() throws IOException {
    Path run = run("a", 1);
    Path file = run.resolve("dataset.json");
    JsonFile.write(file, ((ObjectNode) JsonFile.read(file)).put("file_ending", ".mha"));
    done(export("model", run));
    assertThat(JsonFile.read(run.resolve("plan.json")).at("/image_reader_writer").asText())
        .isEqualTo("NibabelIO");
    assertThat(
            JsonFile.read(folder.resolve("model/plans.json")).at("/image_reader_writer").asText())
        .isEqualTo("SimpleITKIO");
    try (WeightsArchive archive =
        WeightsArchive.open(folder.resolve("model/fold_0/checkpoint_final.pth"))) {
      assertThat((Map<?, ?>) archive.content().get("init_args"))
          .extracting("plans")
          .extracting("image_reader_writer")
          .isEqualTo("SimpleITKIO");
    }
  }

  @Test
  void aDatasetOfNnUnet1IsWrittenWithTheKeysOfNnUnet2() throws IOException {
    Path run = run("a", 1);
    Path file = run.resolve("dataset.json");
    ObjectNode json = (ObjectNode) JsonFile.read(file);
    ObjectNode declared = json.deepCopy();
    json.remove(List.of("channel_names", "labels", "file_ending"));
    json.set("modality", declared.get("channel_names"));
    ObjectNode labels = json.putObject("labels");
    declared
        .get("labels")
        .properties()
        .forEach(label -> labels.put(label.getValue().asText(), label.getKey()));
    JsonFile.write(file, json);

    done(export("model", run));

    JsonNode written = JsonFile.read(folder.resolve("model/dataset.json"));
    for (String key : List.of("channel_names", "labels", "file_ending")) {
      assertThat(written.get(key)).as(key).isEqualTo(declared.get(key));
    }
  }
}
