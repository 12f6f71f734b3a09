package org.voxelbench.reports.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.voxelbench.reports.page.MadeUpExperiment;
import org.voxelbench.reports.statistics.effect.EffectMeasure;
import org.voxelbench.reports.statistics.effect.PairedEffect;
import org.voxelbench.results.ExperimentSummary.DatasetNote;
import org.voxelbench.results.ExperimentSummary.MethodNote;

/** An effect is the difference of two numbers of the report, to the last bit. */
class MethodEffectsTest {

  private final MadeUpExperiment experiment = MadeUpExperiment.of(5);
  private final Results results = experiment.results();
  private final MethodEffects effects = MethodEffects.of(results);

  @Test
  void overDataSetsItIsThatOfTheMeansAndOfTheAverageRanks() {
    for (Ranking ranking : results.standings()) {
      List<String> datasets = List.copyOf(ranking.ranks().keySet());
      for (MethodRank a : ranking.all()) {
        for (MethodRank b : ranking.all()) {
          PairedEffect dice = of(EffectMeasure.DICE, a, b, datasets);
          assertThat(dice.effect()).isEqualTo(a.meanDice() - b.meanDice());
          PairedEffect rank = of(EffectMeasure.RANK, a, b, datasets);
          assertThat(rank.effect()).isEqualTo(b.averageRank() - a.averageRank());
          assertThat(dice.datasets()).isEqualTo(datasets.size());
          assertThat(dice.seeds()).isEqualTo(2);
        }
      }
    }
  }

  private PairedEffect of(EffectMeasure measure, MethodRank a, MethodRank b, List<String> over) {
    return effects.of(measure, a.method().id(), b.method().id(), over);
  }

  /** With empty classes and a missing prediction among the rows. */
  @Test
  void onOneDataSetItIsThatOfItsTable() {
    MethodNote mae = results.experiment().methods().get(1);
    MethodNote fusion = results.experiment().methods().get(3);
    for (DatasetNote dataset : results.experiment().datasets()) {
      assertThat(
              effects
                  .of(EffectMeasure.DICE, mae.id(), fusion.id(), List.of(dataset.name()))
                  .effect())
          .isEqualTo(
              results.scores().cell(dataset, mae).dice()
                  - results.scores().cell(dataset, fusion).dice());
    }
  }

  @Test
  void whatTheResultsDoNotHoldIsRefused() {
    List<String> everywhere = List.of("Phantom tubes", "Phantom bones");
    assertThatThrownBy(() -> effects.of(EffectMeasure.DICE, "mae", "voco", everywhere))
        .isInstanceOf(ReportException.class)
        .hasMessageContaining("no method has rows on Phantom bones");
    assertThatThrownBy(() -> effects.of(EffectMeasure.DICE, "mea", "voco", List.of()))
        .isInstanceOf(ReportException.class)
        .hasMessageContaining("no method 'mea'");
  }
}
