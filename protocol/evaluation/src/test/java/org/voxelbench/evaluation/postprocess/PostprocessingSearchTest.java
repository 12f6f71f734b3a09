package org.voxelbench.evaluation.postprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.base.BadInputException;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.nifti.NiftiWriter;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.evaluation.metrics.EvaluatedClass;
import org.voxelbench.evaluation.metrics.Evaluator;

/** Decisions on phantoms of one row of voxels, a digit for each. */
class PostprocessingSearchTest {

  private static final EvaluatedClass ONE = new EvaluatedClass("one", List.of(1), false);
  private static final EvaluatedClass TWO = new EvaluatedClass("two", List.of(2), false);

  @TempDir Path folder;
  private final List<ValidationCase> cases = new ArrayList<>();

  private static LabelMap row(String digits) {
    short[] labels = new short[digits.length()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = (short) (digits.charAt(i) - '0');
    }
    int[] size = {1, 1, labels.length};
    return new LabelMap(Geometry.axisAligned(size, new double[] {1, 1, 1}), labels);
  }

  private void add(String reference, String prediction) {
    Path truth = folder.resolve("reference" + cases.size() + ".nii");
    NiftiWriter.write(truth, row(reference));
    Optional<Path> predicted = Optional.empty();
    if (!prediction.isEmpty()) {
      predicted = Optional.of(folder.resolve("prediction" + cases.size() + ".nii"));
      NiftiWriter.write(predicted.get(), row(prediction));
    }
    RawCase raw = new RawCase("case" + cases.size(), List.of(), Optional.of(truth));
    cases.add(new ValidationCase(raw, predicted));
  }

  private Postprocessing decide(EvaluatedClass... classes) {
    return PostprocessingSearch.run(new Evaluator(List.of(classes), OptionalInt.empty()), cases);
  }

  private static List<Boolean> accepted(Postprocessing decided) {
    return decided.trials().stream().map(Trial::accepted).toList();
  }

  private static short[] applied(Postprocessing decided, String prediction) {
    return decided.apply(row(prediction)).labels();
  }

  @Test
  void aSpuriousIslandIsRemoved() {
    add("111100000", "111100010");
    add("000111000", "000111000");
    Postprocessing decided = decide(ONE);
    assertThat(accepted(decided)).containsExactly(true);
    Trial trial = decided.trials().get(0);
    assertThat(trial.before().foregroundMean()).isCloseTo((8 / 9.0 + 1) / 2, within(1e-15));
    assertThat(trial.after().foregroundMean()).isOne();
    assertThat(applied(decided, "011101100")).isEqualTo(row("011100000").labels());
  }

  @Test
  void whatHurtsIsRefused() {
    add("111100010", "111100010");
    Postprocessing decided = decide(ONE);
    assertThat(accepted(decided)).containsExactly(false);
    assertThat(decided.trials().get(0).after().foregroundMean()).isLessThan(1);
    assertThat(applied(decided, "011101100")).isEqualTo(row("011101100").labels());
  }

  @Test
  void aTieIsRefused() {
    add("111122000", "011122000");
    assertThat(accepted(decide(ONE, TWO))).containsExactly(false, false, false);
  }

  @Test
  void aClassThatDropsRefusesTheStepEvenIfTheMeanRises() {
    for (int c = 0; c < 4; c++) {
      add("1111112220000000", "1111112220011111");
    }
    add("1111110000000222", "1111110111110222");
    Postprocessing decided = decide(ONE, TWO);
    assertThat(accepted(decided)).containsExactly(false, true, false);
    Trial together = decided.trials().get(0);
    assertThat(together.after().foregroundMean()).isGreaterThan(together.before().foregroundMean());
    assertThat(together.after().classes().get("2")).isCloseTo(0.8, within(1e-15));
    assertThat(applied(decided, "1101000222020000"))
        .as("class 1 alone")
        .isEqualTo(row("1100000222020000").labels());
  }

  @Test
  void classesAreTriedOnTopOfWhatWasAccepted() {
    add("11111122200000000", "11121122200000111");
    Postprocessing decided = decide(ONE, TWO);
    assertThat(accepted(decided)).containsExactly(true, false, true);
    assertThat(decided.trials().get(1).before()).isEqualTo(decided.trials().get(0).after());
    assertThat(decided.trials().get(2).before()).isEqualTo(decided.trials().get(0).after());
    assertThat(decided.steps())
        .containsExactly(
            new KeepLargest("foreground", List.of(1, 2)), new KeepLargest("two", List.of(2)));
  }

  @Test
  void aRegionIsTakenAsOneAndItsIslandsBecomeBackground() {
    EvaluatedClass whole = new EvaluatedClass("whole", List.of(1, 2), true);
    EvaluatedClass core = new EvaluatedClass("core", List.of(2), true);
    add("0112211000000", "0112211000120");
    Postprocessing decided = decide(whole, core);
    assertThat(accepted(decided)).containsExactly(true, false, false);
    assertThat(decided.trials().get(0).after().classes()).containsOnlyKeys("(1, 2)", "(2,)");
    assertThat(applied(decided, "1221000120000")).isEqualTo(row("1221000000000").labels());
  }

  @Test
  void anIslandOnAnEmptyReferenceIsNoReasonToDecideOtherwise() {
    add("00000000", "01100010");
    add("11100000", "11100010");
    assertThat(accepted(decide(ONE))).containsExactly(true);
  }

  @Test
  void aMissingPredictionCountsAsZeroAndIsNamed() {
    add("111100000", "111100010");
    add("111100000", "");
    Postprocessing decided = decide(ONE);
    assertThat(decided.missing()).containsExactly("case1");
    assertThat(decided.cases()).containsExactly("case0", "case1");
    assertThat(decided.trials().get(0).after().foregroundMean()).isEqualTo(0.5);
  }

  @Test
  void withoutAnyPredictionThereIsNothingToDecide() {
    add("111100000", "");
    assertThatThrownBy(() -> decide(ONE))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("none of the 1 cases");
  }

  @Test
  void theFileReadsBackAsItWasWritten() {
    add("11111122200000000", "11121122200000111");
    Postprocessing decided = decide(ONE, TWO, new EvaluatedClass("none", List.of(3), false));
    Path file = folder.resolve(Postprocessing.NAME);
    decided.write(file);
    assertThat(Postprocessing.read(file)).isEqualTo(decided);
    assertThat(decided.trials().get(0).before().foregroundMean()).isNaN();
  }

  @Test
  void aDamagedFileIsRefusedByItsKey() throws IOException {
    add("111100000", "111100010");
    Path file = folder.resolve(Postprocessing.NAME);
    decide(ONE).write(file);
    String text = Files.readString(file);
    Files.writeString(file, text.replace("\"accepted\"", "\"acepted\""));
    assertThatThrownBy(() -> Postprocessing.read(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll(Postprocessing.NAME, "trials[0].accepted");
    Files.writeString(file, text.replace("26", "6"));
    assertThatThrownBy(() -> Postprocessing.read(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("connectivity 6");
  }

  @Test
  void labelsThatAreNotScoredAreRefused() {
    add("0110", "0330");
    assertThatThrownBy(() -> decide(ONE, TWO))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("prediction0.nii", "label 3", "[0, 1, 2]");
  }
}
