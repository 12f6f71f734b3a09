package org.voxelbench.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.safetensors.Safetensors;
import org.voxelbench.harness.cli.SharedData;
import org.voxelbench.preparation.cache.CachedCase;
import org.voxelbench.preparation.cache.PreparedDataset;
import org.voxelbench.preparation.fingerprint.FingerprintExtractor;
import org.voxelbench.preparation.plan.DatasetFingerprint;
import org.voxelbench.preparation.plan.DatasetSummary;
import org.voxelbench.preparation.plan.ExperimentPlanner;
import org.voxelbench.preparation.plan.FixedPlanner;
import org.voxelbench.preparation.plan.Plan;
import org.voxelbench.preparation.plan.PlanOverrides;
import org.voxelbench.preparation.plan.PlannerPreset;
import org.voxelbench.preparation.preprocess.CaseWorkers;
import org.voxelbench.preparation.preprocess.Preprocessor;

/** A prepared case takes at most the space that nnU-Net's files of the same voxels take. */
@Tag("peer")
class CacheSizeTest {

  private static final String CONFIGURATION = "3d_fullres";
  private static final CaseWorkers WORKERS = CaseWorkers.ofThreads(1, (cases, of) -> {});

  @TempDir private Path folder;

  @AfterAll
  static void print() {
    ParityTable.print();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "raw/BraTS2015_sample",
        "raw/CHAOS_T2SPIR",
        "raw/ACDC",
        "raw/OpenMS_MNI",
        "raw/Task04_Hippocampus",
        "unlabelled/ds002748_T1w",
        "unlabelled/openms_longitudinal_2D"
      })
  void aCaseTakesAtMostTheSpaceOfNnUnets(String name) throws IOException {
    Path source = SharedData.folder().resolve(name);
    assumeTrue(
        Files.isDirectory(source),
        () -> "there is no folder " + source + "; name real data sets with VOXELBENCH_DATA");
    RawDataset all =
        name.startsWith("raw") ? RawDataset.open(source) : RawDataset.unlabelled(source);
    RawDataset one = all.only(all.trainingCases().subList(0, 1));
    DatasetFingerprint fingerprint = FingerprintExtractor.extract(one, WORKERS);
    DatasetSummary summary = DatasetSummary.of(all);
    Plan own =
        new ExperimentPlanner(PlannerPreset.RESENC_M, PlanOverrides.none())
            .plan(fingerprint, summary);
    Plan fixed =
        new FixedPlanner(
                List.of(1.0, 1.0, 1.0), List.of(128, 128, 128), FixedPlanner.residualEncoderL(), 2)
            .plan(fingerprint, summary);
    try (Peer peer = Peer.open(folder)) {
      compare(peer, all.name(), "at its own spacing", one, fingerprint, own);
      compare(peer, all.name(), "at 1 mm", one, fingerprint, fixed);
    }
  }

  private void compare(
      Peer peer,
      String name,
      String spacing,
      RawDataset one,
      DatasetFingerprint fingerprint,
      Plan plan)
      throws IOException {
    Path place = folder.resolve(spacing.replace(' ', '-'));
    Preprocessor.prepare(one, fingerprint, plan, CONFIGURATION, place, WORKERS);
    String id = one.trainingCases().get(0).id();
    Path arrays = folder.resolve("arrays.safetensors");
    CachedCase prepared = PreparedDataset.open(place, 0).preparedCase(id);
    try (OutputStream out = Files.newOutputStream(arrays)) {
      Safetensors.write(out, arrays(prepared), Map.of());
    }
    JsonNode answer =
        peer.ask(
            "cache",
            Map.of(
                "arrays",
                arrays.toString(),
                "patch",
                Arrays.stream(plan.configuration(CONFIGURATION).patchSize()).boxed().toList(),
                "out",
                folder.resolve("theirs").toString()));
    long ours = Files.size(place.resolve("cases").resolve(id + ".vbcase"));
    long theirs = answer.get("bytes").asLong();
    ParityTable.bytes("a case on disk, " + spacing, name, ours, theirs);
    assertThat(ours).isLessThanOrEqualTo(theirs);
  }

  private static Map<String, NdArray> arrays(CachedCase prepared) {
    int[] shape = prepared.shape();
    int voxels = shape[0] * shape[1] * shape[2];
    float[] image = new float[prepared.channels() * voxels];
    prepared.readImage(new int[3], shape, image);
    short[] labels = new short[voxels];
    prepared.readSegmentation(new int[3], shape, labels);
    float[] segmentation = new float[voxels];
    for (int i = 0; i < voxels; i++) {
      segmentation[i] = labels[i];
    }
    return Map.of(
        "image",
        NdArray.of(new int[] {prepared.channels(), shape[0], shape[1], shape[2]}, image),
        "segmentation",
        NdArray.of(new int[] {1, shape[0], shape[1], shape[2]}, segmentation));
  }
}
