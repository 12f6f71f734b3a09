package org.voxelbench.preparation.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.voxelbench.base.BadInputException;
import org.voxelbench.datasets.Image;
import org.voxelbench.datasets.nifti.Nifti;
import org.voxelbench.datasets.nifti.NiftiWriter;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.preparation.plan.PlanOverrides;
import org.voxelbench.preparation.preprocess.CaseWorkers;

/** Only what changed is made anew, and each case once. */
class MadeAnewTest {

  private PreparedFixture fixture;

  @BeforeEach
  void layOut(@TempDir Path temporary) throws IOException {
    fixture = new PreparedFixture(temporary);
  }

  @Test
  void leavesAnUnchangedFolderAndRebuildsAChangedOne() throws Exception {
    fixture.prepare();
    String hash = PreparedDataset.open(fixture.folder, 0).hash();
    Path file = fixture.caseFile("case_0");
    Files.setLastModifiedTime(file, PreparedFixture.OLD);

    fixture.prepare();
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(PreparedFixture.OLD);

    fixture.plan = fixture.plan(PlanOverrides.none().withSpacing(1, 1, 4));
    fixture.prepare();
    assertThat(Files.getLastModifiedTime(file)).isNotEqualTo(PreparedFixture.OLD);
    assertThat(PreparedDataset.open(fixture.folder, 0).hash()).isNotEqualTo(hash);
  }

  @Test
  void aChangedFileCostsItsCaseAlone() throws Exception {
    fixture.prepare();
    String hash = PreparedDataset.open(fixture.folder, 0).hash();
    fixture.age();
    Path image = fixture.raw.trainingCases().get(1).imageFiles().get(0);
    Image before = Nifti.readImage(image);
    before.voxels()[before.voxels().length / 2] += 50;
    NiftiWriter.write(image, before);
    fixture.raw = RawDataset.open(fixture.raw.folder());

    fixture.prepare();

    assertThat(fixture.madeAnew()).containsExactly("case_1");
    assertThat(PreparedDataset.open(fixture.folder, 0).hash()).isNotEqualTo(hash);
    assertThat(fixture.faults(Optional.of(fixture.raw.contentHash()))).isEmpty();
    PreparedFixture.assertPatch(
        PreparedDataset.open(fixture.folder, 0).preparedCase("case_1"),
        fixture.preprocessed(fixture.raw.trainingCases().get(1)),
        new int[3],
        new int[] {40, 40, 40});
  }

  @Test
  void aCaseThatIsRemovedOrAddedCostsNoOther() throws Exception {
    RawDataset all = fixture.raw;
    fixture.raw = all.only(all.trainingCases().subList(0, 2));
    fixture.prepare();
    fixture.age();

    fixture.raw = all.only(all.trainingCases().subList(1, 3));
    fixture.prepare();

    assertThat(PreparedDataset.open(fixture.folder, 0).caseIds())
        .containsExactly("case_1", "case_2");
    assertThat(fixture.madeAnew()).containsExactly("case_2");
    assertThat(fixture.caseFile("case_0")).doesNotExist();
  }

  @Test
  void aPlanThatPreprocessesAlikeCostsNoCase() throws Exception {
    fixture.prepare();
    fixture.age();
    fixture.plan = fixture.plan(PlanOverrides.none().withSpacing(1, 1, 3.5).withBatchSize(4));

    fixture.prepare();

    assertThat(fixture.madeAnew()).isEmpty();
    assertThat(PreparedDataset.open(fixture.folder, 0).configuration().batchSize()).isEqualTo(4);
  }

  @Test
  void aCaseOfAnotherSizeThanWasSealedIsMadeAnew() throws Exception {
    fixture.prepare();
    byte[] whole = Files.readAllBytes(fixture.caseFile("case_2"));
    fixture.age();
    Files.write(fixture.caseFile("case_2"), Arrays.copyOf(whole, whole.length - 1));

    fixture.prepare();

    assertThat(fixture.caseFile("case_2")).hasBinaryContent(whole);
    assertThat(fixture.madeAnew()).containsExactly("case_2");
  }

  @Test
  void ofManyThreadsEachCaseIsMadeByOne() throws Exception {
    SortedMap<String, String> cases = new TreeMap<>();
    IntStream.range(0, 20).forEach(i -> cases.put("case_" + i, "made of " + i));
    PreprocessedCase made = fixture.preprocessed(fixture.raw.trainingCases().get(0));
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
    assertThat(PreparedDataset.open(fixture.folder, 0).caseIds())
        .containsExactlyElementsOf(cases.keySet());
  }

  private CacheFilling begin(SortedMap<String, String> cases) {
    return new PreparedFolder(fixture.folder)
        .begin(fixture.fingerprint, fixture.plan, PreparedFixture.CONFIGURATION, "raw", cases);
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
    assertThatThrownBy(() -> fixture.prepare(killed)).hasMessage("killed");
    assertThatThrownBy(() -> PreparedDataset.open(fixture.folder, 0))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("unfinished");
    Path file = fixture.caseFile("case_0");
    Files.setLastModifiedTime(file, PreparedFixture.OLD);

    fixture.prepare();

    assertThat(Files.getLastModifiedTime(file)).isEqualTo(PreparedFixture.OLD);
    assertThat(PreparedDataset.open(fixture.folder, 0).caseIds()).hasSize(3);
  }
}
