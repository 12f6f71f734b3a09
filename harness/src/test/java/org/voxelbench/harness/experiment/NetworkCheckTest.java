package org.voxelbench.harness.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.voxelbench.base.BadInputException;
import org.voxelbench.harness.plugin.Plugins;
import org.voxelbench.training.protocol.Protocol;
import org.voxelbench.training.protocol.Protocols;

/** A network that methods or recipes don't suit is refused before anything is computed. */
class NetworkCheckTest {

  private static final String TWIN = Protocols.shippedText("openmind-primus-cpu");

  private static Experiment resolved(String text) {
    Protocol protocol = Protocols.parse("a", text);
    return Experiment.of(protocol, Plugins.load(List.of()));
  }

  @Test
  void everyMethodThatDoesNotServeTheNetworkIsNamedAtOnce() {
    String text =
        TWIN.replace(
            "  - {id: simmim",
            "  - {id: spark3d}\n  - {id: swin-unetr, label: swin}\n  - {id: simmim");

    assertThatThrownBy(() -> resolved(text))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("Primus, 2 blocks, width 48, 2 heads")
        .hasMessageContaining("method 'spark3d' ('spark3d') serves U-Nets alone")
        .hasMessageContaining("method 'swin' ('swin-unetr') serves U-Nets alone");
  }

  @Test
  void aTransformersMethodIsRefusedOnAUNet() {
    String text =
        Protocols.shippedText("openmind-cpu")
            .replace("{id: mae, settings", "{id: simmim, label: s}\n  - {id: mae, settings");

    assertThatThrownBy(() -> resolved(text))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("'s' ('simmim') serves the transformer Primus alone");
  }

  @Test
  void deepSupervisionOfATransformerIsRefusedInEveryRecipe() {
    String text = TWIN.replace("deepSupervision: false", "deepSupervision: true");

    assertThatThrownBy(() -> resolved(text))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("training.fromScratchFixed.deepSupervision must be false")
        .hasMessageContaining("training.adapted.deepSupervision must be false")
        .hasMessageContaining("adapted.deepSupervision of method 'scratch-fixed-1000'");
  }

  @Test
  void blocksThatAreNoWholeTokensAreRefused() {
    String text =
        TWIN.replace(
            "{id: simmim, settings: {blockSize: 8", "{id: simmim, settings: {blockSize: 12");

    assertThatThrownBy(() -> resolved(text))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("simmim: blockSize (12) must be a multiple of a token's edge of 8");
  }

  @Test
  void aNetworksOwnPlanNeedsNoMethodForTheTransformer() {
    String text = TWIN.replace("methods:\n", "methods:\n  - {id: scratch-dynamic}\n");

    assertThat(resolved(text).methods())
        .extracting(ConfiguredMethod::label)
        .containsSubsequence(List.of("scratch-dynamic", "mae"));
  }
}
