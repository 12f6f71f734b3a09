package org.voxelbench.training.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxelbench.base.BadInputException;
import org.voxelbench.engine.Optimizer;

/** An entry decides how its method is pre-trained only where the protocol lets it. */
class OwnRecipesTest {

  private static final String QUICK = Protocols.shippedText("quick");
  private static final String OWN = "recipes: own\n";

  /** The shipped {@code quick} with one more entry of the masked autoencoder at the end. */
  private static String with(String more, String keys) {
    int claims = QUICK.indexOf("\nclaims:");
    String text = claims < 0 ? QUICK : QUICK.substring(0, claims + 1);
    return more + text.stripTrailing() + "\n  - {id: mae, label: another" + keys + "}\n";
  }

  private static Protocol protocol(String more, String keys) {
    return Protocols.parse("my.yaml", with(more, keys));
  }

  private static MethodEntry last(Protocol protocol) {
    return protocol.methods().get(protocol.methods().size() - 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "batchSize: 1 | 'batchSize'",
        "learningRate: 0.5 | 'learningRate'",
        "optimizer: {name: adamw} | 'optimizer'",
        "learningRate: 0.5, batchSize: 1 | 'batchSize', 'learningRate'",
      })
  void underACommonRecipeAnEntryThatStatesItsOwnIsRefusedByName(String keys, String named) {
    for (String said : new String[] {"", "recipes: common\n"}) {
      assertThatThrownBy(() -> protocol(said, ", " + keys))
          .isInstanceOf(BadInputException.class)
          .hasMessage(
              "my.yaml: method 'another' states "
                  + named
                  + " for its pre-training, but all methods are pre-trained alike unless the"
                  + " protocol says 'recipes: own'; write that, or leave the keys out of the"
                  + " entry.");
    }
  }

  @Test
  void anInfiniteNormClipsNothingAndIsReadBackFromWhatIsWritten() {
    Protocol protocol = protocol(OWN, ", optimizer: {name: adamw, clipNorm: none}");
    OptimizerSettings optimizer = last(protocol).optimizer();

    assertThat(optimizer.rule().clipScale(1e30)).isEqualTo(1);
    assertThat(optimizer.words()).contains("gradients not clipped");
    assertThat(Protocols.parse("again.yaml", Protocols.text(protocol))).isEqualTo(protocol);
  }

  @Test
  void theLengthOfAPreTrainingIsAnEntrysUnderBoth() {
    String length = ", pretrainingLength: {epochs: 2, iterations: 3, validationIterations: 1}";
    for (String said : new String[] {"", OWN}) {
      Protocol protocol = protocol(said, length);
      assertThat(last(protocol).pretraining(protocol.pretraining()).length())
          .isEqualTo(new Length(2, 3, 1));
    }
  }

  @Test
  void anEntrysRecipeTakesThePlaceOfTheProtocolsKeyByKey() {
    Protocol protocol = protocol(OWN, ", batchSize: 5, optimizer: {name: adamw, clipNorm: 0.1}");
    PretrainingSettings common = protocol.pretraining();
    PretrainingSettings own = last(protocol).pretraining(common);

    assertThat(own.batchSize()).isEqualTo(5);
    assertThat(own.optimizer().rule()).isEqualTo(new Optimizer.AdamW(0.9, 0.999, 1e-8, 0.01, 0.1));
    assertThat(own.learningRate()).isEqualTo(common.learningRate());
    assertThat(own.datasets()).isEqualTo(common.datasets());
    assertThat(own.length()).isEqualTo(common.length());
    assertThat(protocol.methods().get(0).pretraining(common)).isEqualTo(common);
  }

  @Test
  void sayingWhatIsCommonAnywayChangesNothing() {
    Protocol silent = protocol(OWN, "");
    PretrainingSettings common = silent.pretraining();
    String said =
        ", batchSize: "
            + common.batchSize()
            + ", learningRate: "
            + common.learningRate()
            + ", optimizer: {name: adamw, weightDecay: 0.01}, pretrainingLength: {epochs: 8,"
            + " iterations: 50, validationIterations: 1}";

    assertThat(protocol(OWN, said)).isEqualTo(silent);
    assertThat(last(protocol(OWN, said)).ownRecipe()).isEmpty();
  }

  @Test
  void theLeaveIsPartOfTheHashAndWhatAnEntryMakesOfItIsNot() {
    String common = Protocols.comparabilityHash(protocol("", ""));

    assertThat(Protocols.comparabilityHash(protocol("recipes: common\n", ""))).isEqualTo(common);
    assertThat(Protocols.comparabilityHash(protocol(OWN, ""))).isNotEqualTo(common);
    assertThat(Protocols.comparabilityHash(protocol(OWN, ", batchSize: 1")))
        .isEqualTo(Protocols.comparabilityHash(protocol(OWN, "")));
  }

  @Test
  void aProtocolOfOwnRecipesReadsBackFromItsOwnText() {
    Protocol protocol =
        protocol(OWN, ", batchSize: 1, learningRate: 0.5, optimizer: {name: adamw, clipNorm: 1}");
    Protocol again = Protocols.parse("again", Protocols.text(protocol));

    assertThat(again).isEqualTo(protocol);
    assertThat(last(again).ownRecipe()).containsOnlyKeys("batchSize", "learningRate", "optimizer");
    assertThat(again.withAPretrainingForEachSeed().ownRecipes()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "batchSize: 0 | batchSize of method 'another' (0) must be at least 1",
        "batchSize: few | batchSize",
        "learningRate: 0 | learningRate of method 'another' (0.0) must be a positive number",
        "optimizer: {name: adamw, clipNorm: 0} | optimizer.clipNorm (0.0)",
        "optimizer: {name: adamw, momentum: 0.9} | optimizer.momentum",
        "optimizer: {name: adamm} | optimizer.name",
      })
  void aBadValueIsRefusedByItsKey(String keys, String named) {
    assertThatThrownBy(() -> protocol(OWN, ", " + keys))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("my.yaml")
        .hasMessageContaining(named)
        .hasMessageNotContaining("\n");
  }
}
