package org.voxelbench.preparation.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.datasets.Image;
import org.voxelbench.datasets.nifti.Nifti;
import org.voxelbench.datasets.nifti.NiftiWriter;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.preparation.fingerprint.FingerprintExtractor;
import org.voxelbench.preparation.plan.DatasetFingerprint;
import org.voxelbench.preparation.plan.DatasetSummary;
import org.voxelbench.preparation.plan.ExperimentPlanner;
import org.voxelbench.preparation.plan.FixedPlanner;
import org.voxelbench.preparation.plan.Plan;
import org.voxelbench.preparation.plan.PlanJson;
import org.voxelbench.preparation.plan.PlanOverrides;
import org.voxelbench.preparation.plan.PlannerPreset;
import org.voxelbench.preparation.preprocess.CasePreprocessor;
import org.voxelbench.preparation.preprocess.CaseWorkers;
import org.voxelbench.preparation.preprocess.Preprocessor;
import org.voxelbench.preparation.preprocess.RawFixture;

class PreparedDatasetTest {

  private static final String CONFIGURATION = "3d_fullres";
  private static final FileTime OLD = FileTime.fromMillis(1_000_000);
  private static final CaseWorkers WORKERS = CaseWorkers.ofThreads(2, (cases, of) -> {});

  @TempDir Path temporary;
  private Path folder;
  private RawDataset raw;
  private DatasetFingerprint fingerprint;
  private Plan plan;

  @BeforeEach
  void prepareFixture() throws Exception {
    folder = temporary.resolve("prepared");
    raw = RawDataset.open(RawFixture.write(temporary.resolve("Dataset901_Fixture"), 3, false));
    fingerprint = FingerprintExtractor.extract(raw, WORKERS);
    plan = plan(PlanOverrides.none().withSpacing(1, 1, 3.5).withBatchSize(2));
  }

  private Plan plan(PlanOverrides overrides) {
    return new ExperimentPlanner(PlannerPreset.RESENC_M, overrides)
        .plan(fingerprint, DatasetSummary.of(raw));
  }

  private void prepare(CaseWorkers workers) {
    Preprocessor.prepare(raw, fingerprint, plan, CONFIGURATION, folder, workers);
  }

  @Test
  void patchesEqualThoseOfThePreprocessedCase() {
    prepare(WORKERS);
    PreparedDataset prepared = PreparedDataset.open(folder, 1 << 20);
    assertThat(prepared.plan().transposeForward()).containsExactly(2, 0, 1);
    assertThat(prepared.caseIds()).containsExactly("case_0", "case_1", "case_2");
    assertThat(prepared.fingerprint()).isEqualTo(fingerprint);
    assertThat(PlanJson.toJson(prepared.plan())).isEqualTo(PlanJson.toJson(plan));
    assertThatThrownBy(() -> prepared.preparedCase("case_3")).hasMessageContaining("'case_3'");
    RandomStream random = new RandomStreams(3).stream("patches");
    for (RawCase rawCase : raw.trainingCases()) {
      PreprocessedCase expected = preprocessed(rawCase);
      CachedCase cached = prepared.preparedCase(rawCase.id());
      assertThat(cached.shape()).isEqualTo(expected.shape());
      assertThat(cached.properties()).isEqualTo(expected.properties());
      for (int draw = 0; draw < 30; draw++) {
        int[] lower = new int[3];
        int[] size = new int[3];
        for (int axis = 0; axis < 3; axis++) {
          lower[axis] = random.nextInt(-20, expected.shape()[axis] + 10);
          size[axis] = random.nextInt(1, 45);
        }
        assertPatch(cached, expected, lower, size);
      }
      assertPatch(cached, expected, new int[3], expected.shape());
    }
  }

  @Test
  void aCheckReadsEveryChunkAndNamesWhatIsDamaged() throws Exception {
    prepare(WORKERS);
    Optional<String> hash = Optional.of(raw.contentHash());
    assertThat(faults(hash)).isEmpty();
    assertThat(faults(Optional.of("other"))).singleElement().asString().contains("other raw files");
    Path file = folder.resolve("cases/case_1.vbcase");
    byte[] whole = Files.readAllBytes(file);
    for (int at = 0; at < whole.length; at += Math.max(1, whole.length / 97)) {
      byte[] flipped = whole.clone();
      flipped[at] ^= 4;
      Files.write(file, flipped);
      assertThat(faults(hash)).as("byte " + at).singleElement().asString().contains("case_1.vb");
    }
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    assertThat(faults(hash)).singleElement().asString().contains("case_1.vbcase", "delete it");
    Files.delete(file);
    assertThat(faults(hash)).singleElement().asString().contains("case_1.vbcase", "missing");
  }

  private List<String> faults(Optional<String> rawHash) {
    List<String> faults = new ArrayList<>();
    PreparedCheck.check(folder, rawHash, faults::add);
    return faults;
  }

  private static void assertPatch(
      PreparedCase cached, PreprocessedCase expected, int[] lower, int[] size) {
    int voxels = size[0] * size[1] * size[2];
    float[] image = new float[cached.channels() * voxels];
    short[] segmentation = new short[voxels];
    cached.readImage(lower, size, image);
    cached.readSegmentation(lower, size, segmentation);
    int[] shape = expected.shape();
    int at = 0;
    for (int d = lower[0]; d < lower[0] + size[0]; d++) {
      for (int h = lower[1]; h < lower[1] + size[1]; h++) {
        for (int w = lower[2]; w < lower[2] + size[2]; w++, at++) {
          boolean inside =
              d >= 0 && h >= 0 && w >= 0 && d < shape[0] && h < shape[1] && w < shape[2];
          int voxel = (d * shape[1] + h) * shape[2] + w;
          for (int c = 0; c < cached.channels(); c++) {
            float value = inside ? expected.channels().get(c)[voxel] : 0;
            assertThat(image[c * voxels + at]).isEqualTo(value);
          }
          assertThat(segmentation[at])
              .isEqualTo(inside ? expected.segmentation()[voxel] : (short) -1);
        }
      }
    }
  }

  @Test
  void keepsVoxelsOfRegionsAndOfEverythingAnnotated() {
    prepare(WORKERS);
    CachedCase cached = PreparedDataset.open(folder, 0).preparedCase("case_1");
    short[] segmentation = preprocessed(raw.trainingCases().get(1)).segmentation();
    int[] shape = cached.shape();

    var classes = cached.classLocations().byClass();

    assertThat(classes.keySet())
        .containsExactlyInAnyOrder(List.of(1, 2), List.of(2), List.of(-1, 0, 1, 2));
    classes.forEach(
        (labels, voxels) -> {
          long there =
              IntStream.range(0, segmentation.length)
                  .filter(i -> labels.contains((int) segmentation[i]))
                  .count();
          assertThat(voxels.length / 3L).isEqualTo(Math.min(10_000, there));
          int[] places =
              IntStream.range(0, voxels.length / 3)
                  .map(
                      i ->
                          (voxels[3 * i] * shape[1] + voxels[3 * i + 1]) * shape[2]
                              + voxels[3 * i + 2])
                  .toArray();
          assertThat(Arrays.stream(places).distinct().count()).isEqualTo(places.length);
          assertThat(Arrays.stream(places).mapToObj(i -> (int) segmentation[i]))
              .allMatch(labels::contains);
        });
  }

  @Test
  void leavesAnUnchangedFolderAndRebuildsAChangedOne() throws Exception {
    prepare(WORKERS);
    String hash = PreparedDataset.open(folder, 0).hash();
    Path file = folder.resolve("cases").resolve("case_0" + CaseFile.ENDING);
    FileTime old = FileTime.fromMillis(1_000_000);
    Files.setLastModifiedTime(file, old);

    prepare(WORKERS);
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(old);

    plan = plan(PlanOverrides.none().withSpacing(1, 1, 4));
    prepare(WORKERS);
    assertThat(Files.getLastModifiedTime(file)).isNotEqualTo(old);
    assertThat(PreparedDataset.open(folder, 0).hash()).isNotEqualTo(hash);
  }

  private Path caseFile(String id) {
    return folder.resolve("cases").resolve(id + CaseFile.ENDING);
  }

  /** Dates all cases back, so that those that are made anew are known. */
  private void age() throws IOException {
    for (String id : PreparedDataset.open(folder, 0).caseIds()) {
      Files.setLastModifiedTime(caseFile(id), OLD);
    }
  }

  private List<String> madeAnew() {
    return PreparedDataset.open(folder, 0).caseIds().stream()
        .filter(id -> caseFile(id).toFile().lastModified() != OLD.toMillis())
        .toList();
  }

  @Test
  void aChangedFileCostsItsCaseAlone() throws Exception {
    prepare(WORKERS);
    String hash = PreparedDataset.open(folder, 0).hash();
    age();
    Path image = raw.trainingCases().get(1).imageFiles().get(0);
    Image before = Nifti.readImage(image);
    before.voxels()[before.voxels().length / 2] += 50;
    NiftiWriter.write(image, before);
    raw = RawDataset.open(raw.folder());

    prepare(WORKERS);

    assertThat(madeAnew()).containsExactly("case_1");
    assertThat(PreparedDataset.open(folder, 0).hash()).isNotEqualTo(hash);
    assertThat(faults(Optional.of(raw.contentHash()))).isEmpty();
    assertPatch(
        PreparedDataset.open(folder, 0).preparedCase("case_1"),
        preprocessed(raw.trainingCases().get(1)),
        new int[3],
        new int[] {40, 40, 40});
  }

  @Test
  void aCaseThatIsRemovedOrAddedCostsNoOther() throws Exception {
    RawDataset all = raw;
    raw = all.only(all.trainingCases().subList(0, 2));
    prepare(WORKERS);
    age();

    raw = all.only(all.trainingCases().subList(1, 3));
    prepare(WORKERS);

    assertThat(PreparedDataset.open(folder, 0).caseIds()).containsExactly("case_1", "case_2");
    assertThat(madeAnew()).containsExactly("case_2");
    assertThat(caseFile("case_0")).doesNotExist();
  }

  @Test
  void aPlanThatPreprocessesAlikeCostsNoCase() throws Exception {
    prepare(WORKERS);
    age();
    plan = plan(PlanOverrides.none().withSpacing(1, 1, 3.5).withBatchSize(4));

    prepare(WORKERS);

    assertThat(madeAnew()).isEmpty();
    assertThat(PreparedDataset.open(folder, 0).configuration().batchSize()).isEqualTo(4);
  }

  @Test
  void aCaseOfAnotherSizeThanWasSealedIsMadeAnew() throws Exception {
    prepare(WORKERS);
    byte[] whole = Files.readAllBytes(caseFile("case_2"));
    age();
    Files.write(caseFile("case_2"), Arrays.copyOf(whole, whole.length - 1));

    prepare(WORKERS);

    assertThat(caseFile("case_2")).hasBinaryContent(whole);
    assertThat(madeAnew()).containsExactly("case_2");
  }

  @Test
  void aDamagedIndexIsNamedAndWrittenAnewFromTheCases() throws Exception {
    prepare(WORKERS);
    age();
    Path index = folder.resolve("index.tsv");
    byte[] whole = Files.readAllBytes(index);
    for (byte[] damaged : List.of(new byte[0], Arrays.copyOf(whole, whole.length - 1))) {
      Files.write(index, damaged);
      assertThatThrownBy(() -> PreparedDataset.open(folder, 0))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining(index.toString());
      assertThat(faults(Optional.empty())).singleElement().asString().contains("index.tsv");
    }

    prepare(WORKERS);

    assertThat(index).hasBinaryContent(whole);
    assertThat(madeAnew()).isEmpty();
  }

  @Test
  void aCaseThatIsNotTheIndexsIsNamedWhenItIsRead() throws Exception {
    prepare(WORKERS);
    Files.copy(caseFile("case_0"), caseFile("case_1"), StandardCopyOption.REPLACE_EXISTING);
    CachedCase other = PreparedDataset.open(folder, 0).preparedCase("case_1");

    assertThatThrownBy(other::properties)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("case_1.vbcase is another file");
    assertThat(faults(Optional.empty())).singleElement().asString().contains("case_1.vbcase");
  }

  @Test
  void openingReadsNoCase() throws Exception {
    prepare(WORKERS);
    int[] shape = PreparedDataset.open(folder, 0).preparedCase("case_1").shape();
    Files.move(folder.resolve("cases"), folder.resolve("elsewhere"));

    CachedCase one = PreparedDataset.open(folder, 0).preparedCase("case_1");

    assertThat(one.channels()).isEqualTo(2);
    assertThat(one.shape()).isEqualTo(shape);
    assertThat(PreparedDataset.isComplete(folder)).isFalse();
    Files.move(folder.resolve("elsewhere"), folder.resolve("cases"));
    assertThat(PreparedDataset.isComplete(folder)).isTrue();
    assertThat(one.properties().crop().size()).hasSize(3);
  }

  @Test
  void ofManyThreadsEachCaseIsMadeByOne() throws Exception {
    SortedMap<String, String> cases = new TreeMap<>();
    IntStream.range(0, 20).forEach(i -> cases.put("case_" + i, "made of " + i));
    PreprocessedCase made = preprocessed(raw.trainingCases().get(0));
    Map<String, AtomicInteger> times = new ConcurrentHashMap<>();
    List<Thread> threads =
        IntStream.range(0, 4)
            .mapToObj(
                i ->
                    new Thread(
                        () -> {
                          CacheFilling filling = begin(cases);
                          for (String id : cases.keySet()) {
                            filling.make(
                                id,
                                () -> {
                                  times
                                      .computeIfAbsent(id, key -> new AtomicInteger())
                                      .incrementAndGet();
                                  return named(made, id);
                                });
                          }
                        }))
            .toList();
    begin(cases);
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    begin(cases).complete();
    assertThat(times).hasSize(20).allSatisfy((id, count) -> assertThat(count).hasValue(1));
    assertThat(PreparedDataset.open(folder, 0).caseIds()).containsExactlyElementsOf(cases.keySet());
  }

  private CacheFilling begin(SortedMap<String, String> cases) {
    return new PreparedFolder(folder).begin(fingerprint, plan, CONFIGURATION, "raw", cases);
  }

  private static PreprocessedCase named(PreprocessedCase made, String id) {
    return new PreprocessedCase(
        id,
        made.shape(),
        made.channels(),
        made.segmentation(),
        made.marked(),
        made.classLocations(),
        made.properties());
  }

  @Test
  void takesUpAnInterruptedPreparation() throws Exception {
    CaseWorkers killed =
        CaseWorkers.ofThreads(
            1,
            (cases, of) -> {
              throw new IllegalStateException("killed");
            });
    assertThatThrownBy(() -> prepare(killed)).hasMessage("killed");
    assertThatThrownBy(() -> PreparedDataset.open(folder, 0))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("unfinished");
    Path file = folder.resolve("cases").resolve("case_0" + CaseFile.ENDING);
    FileTime old = FileTime.fromMillis(1_000_000);
    Files.setLastModifiedTime(file, old);

    prepare(WORKERS);

    assertThat(Files.getLastModifiedTime(file)).isEqualTo(old);
    assertThat(PreparedDataset.open(folder, 0).caseIds()).hasSize(3);
  }

  @Test
  void namesADamagedFile() throws Exception {
    prepare(WORKERS);
    Path file = folder.resolve("cases").resolve("case_0" + CaseFile.ENDING);
    CaseFile intact = CaseFile.open(file);
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(intact.offsets()[1] / 2);
      int value = bytes.read();
      bytes.seek(intact.offsets()[1] / 2);
      bytes.write(value ^ 0x55);
    }
    CachedCase damaged = PreparedDataset.open(folder, 0).preparedCase("case_0");
    float[] voxel = new float[2];
    assertThatThrownBy(() -> damaged.readImage(new int[3], new int[] {1, 1, 1}, voxel))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(file + " is damaged");
    damaged.readImage(new int[] {0, 0, 35}, new int[] {1, 1, 1}, voxel);

    byte[] whole = Files.readAllBytes(file);
    for (int length : new int[] {0, 7, whole.length / 2, whole.length - 1}) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> CaseFile.open(file))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("is damaged");
    }
    whole[whole.length - 200] ^= 1;
    Files.write(file, whole);
    assertThatThrownBy(() -> CaseFile.open(file)).hasMessageContaining("checksum");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "null", "{", "[]", "{}", "whole without its last brace"})
  void aDamagedSealIsNamed(String text) throws Exception {
    prepare(WORKERS);
    Path seal = folder.resolve("seal.json");
    String whole = Files.readString(seal).strip();
    Files.writeString(
        seal, text.startsWith("whole") ? whole.substring(0, whole.length() - 1) : text);

    assertThatThrownBy(() -> PreparedDataset.open(folder, 0))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(seal + " is damaged");
    List<String> faults = new ArrayList<>();
    PreparedCheck.check(folder, Optional.empty(), faults::add);
    assertThat(faults).singleElement().asString().contains(seal + " is damaged");
  }

  @Test
  void refusesACaseLargerThanTheMemory() {
    CaseWorkers small = new CaseWorkers(2, 100_000, (cases, of) -> {});

    assertThatThrownBy(() -> prepare(small))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("'case_0'")
        .hasMessageContaining("budget");
  }

  @Test
  void namesTheCaseThatFails() throws Exception {
    Path labels = raw.folder().resolve("labelsTr");
    Files.copy(
        labels.resolve("case_0.nii.gz"),
        labels.resolve("case_2.nii.gz"),
        StandardCopyOption.REPLACE_EXISTING);

    assertThatThrownBy(() -> prepare(WORKERS))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("case_2")
        .hasMessageContaining("shape");
  }

  @Test
  void preparesUnlabelledImagesEachAsACase() throws Exception {
    Path images = raw.folder().resolve("imagesTr");
    raw = RawDataset.unlabelled(images);
    fingerprint = FingerprintExtractor.extract(raw, WORKERS);
    FixedPlanner planner =
        new FixedPlanner(
            List.of(2.0, 2.0, 4.0), List.of(32, 32, 32), FixedPlanner.residualEncoderL(), 2);
    plan = planner.plan(fingerprint, DatasetSummary.of(raw));

    prepare(WORKERS);

    PreparedDataset prepared = PreparedDataset.open(folder, 0);
    assertThat(prepared.caseIds()).hasSize(6);
    for (PreparedCase cached : prepared.cases(prepared.caseIds())) {
      int[] shape = cached.shape();
      short[] segmentation = new short[shape[0] * shape[1] * shape[2]];
      cached.readSegmentation(new int[3], shape, segmentation);
      assertThat(cached.channels()).isEqualTo(1);
      assertThat(cached.classLocations().byClass()).isEmpty();
      assertThat(IntStream.range(0, segmentation.length).map(i -> segmentation[i]))
          .isSubsetOf(-1, 0);
    }
  }

  private PreprocessedCase preprocessed(RawCase rawCase) {
    return new CasePreprocessor(plan, plan.configuration(CONFIGURATION))
        .run(rawCase, Optional.of(raw.labels()), new RandomStreams(1).stream("test"));
  }
}
