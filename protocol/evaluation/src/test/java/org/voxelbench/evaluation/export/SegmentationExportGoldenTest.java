package org.voxelbench.evaluation.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.nifti.Nifti;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.preparation.cache.PreprocessedCase;
import org.voxelbench.preparation.plan.Configuration;
import org.voxelbench.preparation.plan.Plan;
import org.voxelbench.preparation.plan.PlanJson;
import org.voxelbench.preparation.preprocess.CasePreprocessor;
import org.voxelbench.preparation.preprocess.Golden;
import org.voxelbench.preparation.preprocess.GoldenTensors;

class SegmentationExportGoldenTest {

  private static final String PROBABILITIES = "probabilities_axis0_slices";
  private static final Pattern EVERY_NTH = Pattern.compile("\\[:, ::([1-9][0-9]*)\\]");
  private static final float TOLERANCE = 1e-5f;

  @TestFactory
  List<DynamicTest> exportsAsTheReference() throws Exception {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path folder : Golden.foldersWith(Golden.golden("preprocess"), "golden.json")) {
      JsonNode exports = Golden.json(folder.resolve("golden.json")).path("export");
      for (Map.Entry<String, JsonNode> export : exports.properties()) {
        tests.add(
            DynamicTest.dynamicTest(
                folder.getFileName() + "/" + export.getKey(),
                () -> check(folder, export.getKey(), export.getValue())));
      }
    }
    assertThat(tests).isNotEmpty();
    return tests;
  }

  private static void check(Path folder, String id, JsonNode golden) throws Exception {
    RawDataset dataset = RawDataset.open(folder.resolve("raw"));
    RawCase raw =
        dataset.trainingCases().stream().filter(c -> c.id().equals(id)).findFirst().orElseThrow();
    Plan plan = PlanJson.readPlan(folder.resolve("nnUNetPlans.json"));
    Configuration configuration = plan.configuration("3d_fullres");
    PreprocessedCase prepared =
        new CasePreprocessor(plan, configuration)
            .run(raw, Optional.empty(), new RandomStreams(1).stream("test"));
    GoldenTensors tensors = GoldenTensors.read(folder.resolve(golden.get("file").asText()));

    float[] logits = logits(tensors);
    int voxels = logits.length / tensors.floats("logits_offset").length;
    SegmentationExport.Exported exported =
        new SegmentationExport(plan, configuration, dataset.labels())
            .exportWithProbabilities(
                k -> Arrays.copyOfRange(logits, k * voxels, (k + 1) * voxels),
                prepared.shape(),
                prepared.properties());
    LabelMap actual = exported.segmentation();
    if (tensors.file().tensors().containsKey(PROBABILITIES)) {
      checkProbabilities(exported.probabilities(), tensors, golden.get("probabilities").asText());
    }

    LabelMap expected = Nifti.readLabelMap(folder.resolve(golden.get("nifti").asText()));
    assertThat(different(actual.labels(), expected.labels()))
        .isLessThanOrEqualTo(golden.get("n_voxels_margin_below_1e_4").asInt());
    assertThat(actual.geometry().size()).isEqualTo(expected.geometry().size());
    for (int row = 0; row < 4; row++) {
      assertThat(actual.geometry().affine()[row])
          .containsExactly(expected.geometry().affine()[row], within(1e-6));
    }
    assertThat(actual.geometry().size()).isEqualTo(Nifti.geometry(raw.imageFiles().get(0)).size());
  }

  /** Compares every n-th plane along the first axis as read, as {@code [:, ::n]} says. */
  private static void checkProbabilities(
      Probabilities actual, GoldenTensors tensors, String semantics) {
    Matcher step = EVERY_NTH.matcher(semantics);
    assertThat(step.find()).as(semantics).isTrue();
    int n = Integer.parseInt(step.group(1));
    int[] size = actual.shape();
    int plane = size[1] * size[2];
    int planes = (size[0] + n - 1) / n;
    assertThat(tensors.shape(PROBABILITIES))
        .containsExactly(actual.classes(), planes, size[1], size[2]);
    float[] expected = tensors.floats(PROBABILITIES);
    float worst = 0;
    for (int k = 0; k < actual.classes(); k++) {
      float[] channel = actual.channel().apply(k);
      for (int i = 0; i < planes * plane; i++) {
        float difference =
            channel[i / plane * n * plane + i % plane] - expected[k * planes * plane + i];
        worst = Math.max(worst, Math.abs(difference));
      }
    }
    assertThat(worst).isLessThanOrEqualTo(TOLERANCE);
  }

  private static float[] logits(GoldenTensors tensors) {
    float[] logits = tensors.floats("logits_q");
    float[] offsets = tensors.floats("logits_offset");
    int voxels = logits.length / offsets.length;
    for (int i = 0; i < logits.length; i++) {
      logits[i] = logits[i] / 16 + offsets[i / voxels];
    }
    return logits;
  }

  private static long different(short[] actual, short[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    return IntStream.range(0, actual.length).filter(i -> actual[i] != expected[i]).count();
  }
}
