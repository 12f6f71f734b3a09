package org.voxelbench.training.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxelbench.base.BadInputException;

/** What a protocol says of the images of its corpora. */
class KeepTest {

  private static final String QUICK = Protocols.shippedText("quick");

  private static Protocol with(String... lines) {
    String key = "  datasets: [PhantomCorpus]\n";
    assertThat(QUICK).contains(key);
    StringBuilder more = new StringBuilder(key);
    for (String line : lines) {
      more.append("  ").append(line).append('\n');
    }
    return Protocols.parse("my.yaml", QUICK.replace(key, more));
  }

  private static Keep keep(String value) {
    return with("keep: " + value).pretraining().keep();
  }

  @Test
  void withoutTheKeysNothingIsWrittenDown() {
    assertThat(Protocols.canonical(with())).doesNotContain("keep", "masks", "maxSkipped");
    assertThat(Protocols.text(with())).doesNotContain("keep", "masks", "maxSkipped");
    assertThat(with().pretraining().usesMasks()).isTrue();
  }

  /** Protocol facts section 1.3. */
  @Test
  void theReleasedFilterGoesByTwoNames() {
    Keep released =
        new Keep(null, 6.5, 50.0, 200_000L, null, List.of("swi", "adc", "pha", "dwi"), null);
    assertThat(keep("nnssl")).isEqualTo(released);
    assertThat(keep("paper")).isEqualTo(released);
    assertThat(keep("{preset: nnssl}")).isEqualTo(released);
    assertThat(
            keep(
                "{spacingBelow: 6.5, fieldOfView: 50, fileBytes: 200000,"
                    + " without: [swi, adc, pha, dwi]}"))
        .isEqualTo(released);
  }

  @Test
  void keysAddToAPresetAndTheHashIsThatOfWhatIsKept() {
    Keep stricter = keep("{preset: nnssl, quality: 2.5, spacingBelow: 3}");
    assertThat(stricter)
        .isEqualTo(
            new Keep(null, 3.0, 50.0, 200_000L, null, List.of("swi", "adc", "pha", "dwi"), 2.5));
    assertThat(Protocols.comparabilityHash(with("keep: paper")))
        .isEqualTo(Protocols.comparabilityHash(with("keep: {preset: nnssl}")))
        .isNotEqualTo(Protocols.comparabilityHash(with()))
        .isNotEqualTo(Protocols.comparabilityHash(with("keep: {preset: nnssl, quality: 2}")));
  }

  @Test
  void aFilterReadsBackFromItsText() {
    Protocol filtered = with("keep: nnssl", "masks: unused", "maxSkipped: 0.1");
    assertThat(Protocols.parse("again", Protocols.text(filtered))).isEqualTo(filtered);
    assertThat(filtered.pretraining().usesMasks()).isFalse();
  }

  @Test
  void theUsualUseOfMasksHasTheHashOfNone() {
    String hash = Protocols.comparabilityHash(with());
    assertThat(Protocols.comparabilityHash(with("masks: weigh"))).isEqualTo(hash);
    assertThat(Protocols.comparabilityHash(with("masks: unused"))).isNotEqualTo(hash);
  }

  @Test
  void theBoundOnDamagedImagesIsNoPartOfWhatIsCompared() {
    assertThat(Protocols.comparabilityHash(with("maxSkipped: 0.5")))
        .isEqualTo(Protocols.comparabilityHash(with()));
    assertThat(with("maxSkipped: 0.5").pretraining().comparable()).isEqualTo(with().pretraining());
    assertThat(with().pretraining().mostSkipped(10)).isEqualTo(5);
    assertThat(with().pretraining().mostSkipped(114_000)).isEqualTo(1140);
    assertThat(with("maxSkipped: 0").pretraining().mostSkipped(114_000)).isZero();
    assertThat(with("maxSkipped: 0.5").pretraining().mostSkipped(3)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "keep: nnsl | did you mean",
        "keep: {spacingbelow: 3} | keep.spacingbelow",
        "keep: {spacingBelow: 0} | keep.spacingBelow (0.0)",
        "keep: {fieldOfView: -1} | keep.fieldOfView (-1.0)",
        "keep: {fileBytes: 1.5} | keep.fileBytes",
        "keep: {modalities: []} | keep.modalities",
        "keep: {preset: best} | keep.preset",
        "keep: [nnssl] | keep",
        "masks: ignore | masks",
        "maxSkipped: 2 | maxSkipped (2.0)",
        "maxSkipped: -0.1 | maxSkipped (-0.1)",
      })
  void aBadValueIsRefusedByItsKey(String line, String named) {
    assertThatThrownBy(() -> with(line))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("my.yaml")
        .hasMessageContaining(named);
  }
}
