package org.voxelbench.harness.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.voxelbench.base.BadInputException;
import org.voxelbench.harness.cli.TinyBenchmark;
import org.voxelbench.harness.plugin.Plugins;
import org.voxelbench.training.protocol.Protocols;
import org.voxelbench.training.transfer.TransferScope;

/** One transfer for all methods of a protocol. */
class SharedTransferTest {

  private static final String[] FULL =
      Stream.of("mae", "spark3d", "models-genesis", "volume-fusion")
          .map(id -> "{id: " + id + "}")
          .toArray(String[]::new);

  private static Experiment experiment(String scope, String... entries) {
    String line = scope.isEmpty() ? "" : "  transfer: " + scope + "\n";
    String protocol =
        TinyBenchmark.protocol(entries)
            .replace("  foregroundOversampling", line + "  foregroundOversampling")
            .replace("folds: [0]", "folds: [0], trainingCases: 2");
    return Experiment.of(Protocols.parse("tiny.yaml", protocol), Plugins.load(List.of()));
  }

  private static ConfiguredMethod method(String scope, String entry) {
    return experiment(scope, entry).methods().get(0);
  }

  @ParameterizedTest
  @EnumSource(names = {"ENCODER", "ENCODER_AND_DECODER"})
  void everyMethodThatTrainsAFullNetworkMovesTheSame(TransferScope scope) {
    assertThat(experiment(scope.name(), FULL).methods())
        .extracting(ConfiguredMethod::transfer)
        .containsOnly(scope);
  }

  @Test
  void withoutItEachMethodMovesItsOwn() {
    assertThat(
            experiment("", "{id: mae, settings: {transfer: ENCODER_AND_DECODER}}", "{id: voco}")
                .methods())
        .extracting(ConfiguredMethod::transfer)
        .containsExactly(TransferScope.ENCODER_AND_DECODER, TransferScope.ENCODER);
  }

  @Test
  void aMethodIsTheOneThatItsOwnSettingWouldMakeAndSharesItsPreTraining() {
    ConfiguredMethod shared = method("ENCODER_AND_DECODER", "{id: models-genesis}");
    ConfiguredMethod own =
        method("", "{id: models-genesis, settings: {transfer: ENCODER_AND_DECODER}}");
    ConfiguredMethod silent = method("", "{id: models-genesis}");

    assertThat(shared.settings()).isEqualTo(own.settings());
    assertThat(shared.settingsHash())
        .isEqualTo(own.settingsHash())
        .isNotEqualTo(silent.settingsHash());
    assertThat(shared.pretrainingHash()).isEqualTo(silent.pretrainingHash());
    assertThat(
            method("ENCODER_AND_DECODER", "{id: mae, settings: {transfer: ENCODER_AND_DECODER}}")
                .settings())
        .as("saying it twice")
        .isEqualTo(method("ENCODER_AND_DECODER", "{id: mae}").settings());
    assertThat(experiment("ENCODER_AND_DECODER", FULL).pretrainingHash())
        .isEqualTo(experiment("", FULL).pretrainingHash());
  }

  @Test
  void randomStartsMoveNothingAndTheNegativeControlFollowsWhileThePositiveKeepsItsHeads() {
    assertThat(
            experiment(
                    "ENCODER_AND_DECODER",
                    "{id: scratch-fixed}",
                    "{id: control-negative}",
                    "{id: control-positive}")
                .methods())
        .extracting(ConfiguredMethod::transfer)
        .containsExactly(
            TransferScope.NOTHING, TransferScope.ENCODER_AND_DECODER, TransferScope.WHOLE_NETWORK);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ENCODER | {id: mae, label: mine, settings: {transfer: ENCODER_AND_DECODER}} | method 'mine' says 'transfer: ENCODER_AND_DECODER'; leave it out",
        "ENCODER_AND_DECODER | {id: volume-fusion, settings: {transfer: ENCODER}} | method 'volume-fusion' says 'transfer: ENCODER'; leave it out",
        "ENCODER_AND_DECODER | {id: voco} | method 'voco' can't follow (settings of method 'voco': voco: transfer (ENCODER_AND_DECODER) must be ENCODER: pre-training compares crops and trains no decoder that could move); leave it out, or let each method say what moves.",
        "ENCODER_AND_DECODER | {id: swin-unetr, label: swin} | method 'swin' moves ENCODER and has no setting for it; leave it out",
      })
  void aMethodThatSaysOtherwiseOrCantFollowIsRefusedByName(
      String scope, String entry, String fault) {
    assertThatThrownBy(() -> method(scope, entry))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(
            "training.transfer (" + scope + ") holds for all pre-trained methods, but ")
        .hasMessageContaining(fault)
        .hasMessageNotContaining("\n");
  }

  @Test
  void whatCantDoOtherwiseMayStandBesideWhatCan() {
    assertThat(
            experiment("ENCODER", "{id: voco}", "{id: swin-unetr}", "{id: volume-fusion}")
                .methods())
        .extracting(ConfiguredMethod::transfer)
        .containsOnly(TransferScope.ENCODER);
  }

  @Test
  void theProtocolInWordsSaysWhatMoves() {
    assertThat(ProtocolDescription.of(experiment("ENCODER_AND_DECODER", FULL).protocol()))
        .anyMatch(
            words ->
                words.contains(
                    "of every method's weights the same moves, stem, encoder and decoder without"
                        + " heads"));
    assertThat(ProtocolDescription.of(experiment("", FULL).protocol()))
        .noneMatch(words -> words.contains("of every method's weights"));
  }
}
