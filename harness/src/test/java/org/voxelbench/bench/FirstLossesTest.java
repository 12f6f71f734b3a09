package org.voxelbench.bench;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.voxelbench.engine.Precision.BF16;
import static org.voxelbench.engine.Precision.FP32;

import java.util.List;
import org.junit.jupiter.api.Test;

class FirstLossesTest {

  private static FirstLosses last(double ours, double theirs) {
    return new FirstLosses(List.of(1.2, 0.8, ours), List.of(1.2, 0.8, theirs));
  }

  @Test
  void differentTrainingsAreNotTimed() {
    assertThatIllegalStateException()
        .isThrownBy(() -> last(0.5, 0.5002).check(FP32))
        .withMessageContaining("[1.2, 0.8, 0.5] (ours) and [1.2, 0.8, 0.5002] (PyTorch)");
    assertThatIllegalStateException().isThrownBy(() -> last(0.5, 0.52).check(BF16));
  }

  @Test
  void aLossThatIsNoNumberAgreesWithNothing() {
    assertThatIllegalStateException().isThrownBy(() -> last(Double.NaN, Double.NaN).check(FP32));
  }

  @Test
  void roundingIsNoDifference() {
    assertThatCode(() -> last(0.5, 0.50005).check(FP32)).doesNotThrowAnyException();
    assertThatCode(() -> last(0.5, 0.5002).check(BF16)).doesNotThrowAnyException();
  }
}
