package org.voxelbench.harness.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxelbench.base.BadInputException;
import org.voxelbench.harness.cli.TinyBenchmark;
import org.voxelbench.harness.plugin.Plugins;
import org.voxelbench.training.protocol.Length;
import org.voxelbench.training.protocol.Protocol;
import org.voxelbench.training.protocol.Protocols;

/** A recipe of pre-training that an entry states is part of its method's hashes. */
class OwnRecipeTest {

  private static final String LENGTH =
      "pretrainingLength: {epochs: 2, iterations: 3, validationIterations: 1}";

  private static Protocol protocol(String... entries) {
    return Protocols.parse("tiny.yaml", "recipes: own\n" + TinyBenchmark.protocol(entries));
  }

  private static Experiment experiment(String... entries) {
    return Experiment.of(protocol(entries), Plugins.load(List.of()));
  }

  private static ConfiguredMethod method(String entry) {
    return experiment(entry).methods().get(0);
  }

  @Test
  void eachKeyIsAnotherPreTrainingAndAnotherSetting() {
    List<ConfiguredMethod> methods =
        experiment(
                "{id: mae}",
                "{id: mae, label: a, batchSize: 1}",
                "{id: mae, label: b, learningRate: 0.5}",
                "{id: mae, label: c, optimizer: {name: adamw}}",
                "{id: mae, label: d, optimizer: {name: adamw, weightDecay: 0}}",
                "{id: mae, label: e, " + LENGTH + "}")
            .methods();

    assertThat(methods).extracting(ConfiguredMethod::settingsHash).doesNotHaveDuplicates();
    assertThat(methods).extracting(ConfiguredMethod::pretrainingHash).doesNotHaveDuplicates();
  }

  @Test
  void methodsOfOneTaskAndOneRecipeShareAPreTraining() {
    List<ConfiguredMethod> methods =
        experiment("{id: mae, batchSize: 1}", "{id: control-negative, batchSize: 1}").methods();

    assertThat(methods.get(0).pretrainingHash()).isEqualTo(methods.get(1).pretrainingHash());
  }

  /** The form of version 0.1, whose entries had but a length of their own. */
  @Test
  void aLengthAloneIsHashedAsBefore() {
    String entry = "{id: scratch-fixed, label: longer, " + LENGTH + "}";
    Protocol common = Protocols.parse("tiny.yaml", TinyBenchmark.protocol(entry));
    ConfiguredMethod before = Experiment.of(common, Plugins.load(List.of())).methods().get(0);

    assertThat(before.settingsHash())
        .isEqualTo(
            Protocols.hash(
                Map.of(
                    "id",
                    "scratch-fixed",
                    "settings",
                    Map.of(),
                    "pretrainingLength",
                    new Length(2, 3, 1))));
    assertThat(method(entry).settingsHash()).isEqualTo(before.settingsHash());
  }

  @ParameterizedTest
  @ValueSource(strings = {"scratch-dynamic", "scratch-fixed", "control-positive"})
  void aMethodThatLearnsNothingFromTheCorpusHasNoRecipeToState(String id) {
    assertThatThrownBy(() -> method("{id: " + id + ", label: mine, batchSize: 1}"))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "method 'mine' states 'batchSize' for its pre-training, but '"
                + id
                + "' is not pre-trained on the corpus; leave the keys out of the entry.");
  }

  @Test
  void aMethodSaysInWhatItsRecipeDiffers() {
    String entry =
        "{id: mae, batchSize: 1, learningRate: 0.5, "
            + LENGTH
            + ", optimizer: {momentum: 0.99, weightDecay: 0.00003, clipNorm: 0.1}}";

    assertThat(method(entry).ownRecipe(protocol(entry)))
        .containsExactly(
            "batches of 1",
            "2 epochs of 3 steps",
            "a learning rate from 0.5",
            "gradients clipped at 0.1");
    String other = "{id: mae, optimizer: {name: adamw}}";
    assertThat(method(other).ownRecipe(protocol(other)))
        .containsExactly(
            "AdamW (betas [0.9, 0.999], epsilon 1.0E-8, weight decay 0.01, gradients clipped at"
                + " 12.0)");
    assertThat(method("{id: mae}").ownRecipe(protocol("{id: mae}"))).isEmpty();
  }

  private static List<String> words(String... entries) {
    return experiment(entries)
        .summary(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), "", Map.of())
        .protocolText();
  }

  @Test
  void theProtocolInWordsNamesRecipesOfTheirOwn() {
    assertThat(words("{id: mae, batchSize: 1}", "{id: scratch-fixed, " + LENGTH + "}"))
        .contains(
            "By recipes of their own, methods are pre-trained otherwise: mae with batches of 1."
                + " Their ranks are of method and recipe together.");
    assertThat(words("{id: mae}")).noneMatch(sentence -> sentence.contains("recipes"));
  }
}
