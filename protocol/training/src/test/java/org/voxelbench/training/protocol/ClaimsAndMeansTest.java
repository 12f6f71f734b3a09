package org.voxelbench.training.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.voxelbench.training.protocol.ProtocolTexts.SILENT;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxelbench.base.BadInputException;
import org.voxelbench.results.Claim;
import org.voxelbench.results.ClaimMeasure;

/** Claims and means name what the protocol holds, and change no result. */
class ClaimsAndMeansTest {

  @Test
  void claimsAreReadWithTheirDefaults() {
    Protocol claiming =
        Protocols.parse("my.yaml", SILENT + "claims: [{better: mae, than: [voco, simclr]}]");

    assertThat(claiming.claims())
        .containsExactly(
            new Claim(
                "", List.of("mae"), List.of("voco", "simclr"), "test", 0.0, ClaimMeasure.DICE));
  }

  @Test
  void claimsLeaveResultsComparable() {
    Protocol silent = Protocols.parse("my.yaml", SILENT);
    Protocol claiming =
        Protocols.parse("my.yaml", SILENT + "claims: [{better: mae, than: voco, by: 0.5}]");

    assertThat(Protocols.comparabilityHash(claiming))
        .isEqualTo(Protocols.comparabilityHash(silent));
    assertThat(Protocols.hash(claiming)).isNotEqualTo(Protocols.hash(silent));
    assertThat(Protocols.canonical(silent)).doesNotContain("claims");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "better: meae, than: voco | names 'meae', which is no method of the protocol (did you mean 'mae'?)",
        "better: mae, than: [voco, vocco] | names 'vocco', which is no method of the protocol (did you mean 'voco'?)",
        "better: mae, than: voco, over: HaN-Sag | names 'HaN-Sag', which is no data set of the protocol (did you mean 'HaN-Seg'?)",
        "better: mae, than: mae | better than itself",
        "better: mae | claims.than is missing",
        "better: mae, than: voco, by: -1 | claims.by (-1.0) must be 0 or more",
        "better: mae, than: voco, by: 1.5, in: wins | whole number",
        "better: mae, than: voco, by: 14, in: wins | more data sets than there are",
        "better: mae, than: voco, in: dices | did you mean 'dice'?",
        "better: mae, than: voco, bye: 1 | did you mean 'by'?",
      })
  void aClaimThatCanNeverBeAnsweredIsRefused(String claim, String named) {
    assertThatThrownBy(() -> Protocols.parse("my.yaml", SILENT + "claims: [{" + claim + "}]"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(named)
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "headline: [YBM, YBN] | the mean 'headline' names 'YBN', which is no data set of the protocol (did you mean 'YBM'?)",
        "headline: [] | the mean 'headline' is over []; name at least one data set",
        "headline: [YBM, YBM] | name at least one data set, each once",
        "headline: YBM | headline",
        "means: [{name: test, over: [YBM]}] | means.name (test)",
        "means: [{name: Few, over: [YBM]}] | means.name (Few)",
        "means: [{name: few}] | means.over of 'few' is missing",
        "means: [{name: few, over: [YBM]}, {name: few, over: [D13]}] | means names 'few' twice",
        "means: [{name: few, ower: [YBM]}] | did you mean 'over'?",
        "claims: [{better: mae, than: voco, over: few}] | names 'few', which is no data set",
      })
  void badMeansAreRefusedByTheirNames(String line, String named) {
    String silent = SILENT.replaceFirst("headline: .*", "");

    assertThatThrownBy(() -> Protocols.parse("my.yaml", silent + line + "\n"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("my.yaml")
        .hasMessageContaining(named);
  }

  @Test
  void aClaimMayBeOverAMean() {
    String claim = "claims: [{better: mae, than: voco, over: headline, by: 11, in: wins}]";

    assertThat(Protocols.parse("a", SILENT + claim).claims().get(0).over()).isEqualTo("headline");
    assertThatThrownBy(() -> Protocols.parse("b", SILENT + claim.replace("11", "12")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("more data sets than there are over: headline; give at most 11.");
  }
}
