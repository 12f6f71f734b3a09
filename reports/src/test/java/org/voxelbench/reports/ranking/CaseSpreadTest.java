package org.voxelbench.reports.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxelbench.reports.page.MadeUpExperiment;

class CaseSpreadTest {

  private static CaseSpread of(double... dice) {
    TreeMap<String, Double> cases = new TreeMap<>();
    for (double value : dice) {
      cases.put("case_" + cases.size(), value);
    }
    MadeUpExperiment experiment = MadeUpExperiment.of(1);
    return new CaseSpread(
        experiment.summary().datasets().get(0), experiment.summary().methods().get(0), cases);
  }

  /** numpy.quantile([0.9, 0.1, 0.4, 0.35, 0.8, 0.75, 0.2], share). */
  @ParameterizedTest
  @CsvSource({"0, 0.1", "0.25, 0.275", "0.5, 0.4", "0.75, 0.775", "1, 0.9", "0.1, 0.16"})
  void quantilesAreThoseOfNumPy(double share, double expected) {
    assertThat(of(0.9, 0.1, 0.4, 0.35, 0.8, 0.75, 0.2).quantile(share))
        .isCloseTo(expected, within(1e-15));
  }

  @Test
  void oneCaseIsItsOwnQuartilesAndNoneHasNone() {
    assertThat(of(0.3).quantile(0.75)).isEqualTo(0.3);
    assertThat(of().quantile(0.5)).isNaN();
  }

  @Test
  void seedsAndFoldsAreAveragedBeforeCasesAreCounted() {
    ComparableRows experiment =
        ComparableRows.of(MadeUpExperiment.of(2).rows(), MadeUpExperiment.of(2).summary(), false);
    List<CaseSpread> spreads = CaseSpread.all(experiment, Scores.of(experiment));
    assertThat(spreads).hasSize(3 * 2);
    CaseSpread tubes = spreads.get(2);
    assertThat(tubes.dataset().name()).isEqualTo("Phantom tubes");
    assertThat(tubes.byCase()).as("two folds of four cases").hasSize(8);
    double[] ofCase =
        MadeUpExperiment.of(2).rows().stream()
            .filter(r -> r.dataset().equals("Phantom tubes") && r.method().equals("scratch"))
            .filter(r -> r.caseId().equals("case_0_0"))
            .mapToDouble(r -> r.dice())
            .toArray();
    assertThat(ofCase).as("of two seeds").hasSize(2);
    assertThat(tubes.byCase().get("case_0_0"))
        .isCloseTo((ofCase[0] + ofCase[1]) / 2, within(1e-15));
  }
}
