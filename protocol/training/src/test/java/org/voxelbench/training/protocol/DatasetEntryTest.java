package org.voxelbench.training.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.voxelbench.training.protocol.ProtocolTexts.QUICK;
import static org.voxelbench.training.protocol.ProtocolTexts.SILENT;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxelbench.base.BadInputException;
import org.voxelbench.results.TrainingCases;

/** On how many labelled cases and which folds a data set is trained on. */
class DatasetEntryTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "splits: half, folds: [1] | datasets.folds of 'YBM' is [1], but 'splits: half' makes one split; give [0].",
        "splits: halves, folds: [0] | five-folds",
      })
  void halvesHaveOneFold(String keys, String named) {
    assertThatThrownBy(
            () ->
                Protocols.parse(
                    "my.yaml", SILENT.replace("{name: YBM, folds: [0]", "{name: YBM, " + keys)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(named);
  }

  private static DatasetEntry tumour(String keys) {
    return Protocols.parse(
            "q", QUICK.replace("{name: PhantomTumour,", "{name: PhantomTumour, " + keys))
        .datasets()
        .get(1);
  }

  @Test
  void trainingCasesAreOneNumberOrSeveralAndRankedAtTheLargest() {
    assertThat(tumour("").sizes()).containsExactly(TrainingCases.ALL);
    assertThat(tumour("").ranked()).isEqualTo(TrainingCases.ALL);
    assertThat(tumour("trainingCases: 8,").sizes()).containsExactly(TrainingCases.of(8));
    DatasetEntry several = tumour("trainingCases: [all, 16, 4],");
    assertThat(several.sizes())
        .containsExactly(TrainingCases.of(4), TrainingCases.of(16), TrainingCases.ALL);
    assertThat(several.ranked()).isEqualTo(TrainingCases.ALL);
    assertThat(tumour("trainingCases: [4, all], rankedAt: 4,").ranked())
        .isEqualTo(TrainingCases.of(4));
  }
}
