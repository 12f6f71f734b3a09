package org.voxelbench.engine.torch.ops;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

/** Denormal numbers count as zero within a scope, also after another in it, and not behind it. */
class NativeScopeTest {

  private static final float DENORMAL = 1e-40f;

  private static float timesOne() {
    try (PointerScope temporaries = new PointerScope()) {
      return Tensor.create(DENORMAL).mul(new Scalar(1f)).item_float();
    }
  }

  @Test
  void anInnerScopeLeavesTheArithmeticOfTheOuterOne() {
    assertThat(timesOne()).isEqualTo(DENORMAL);
    try (NativeScope outer = new NativeScope(false)) {
      assertThat(timesOne()).isZero();
      try (NativeScope inner = NativeScope.within(true)) {
        assertThat(timesOne()).isZero();
      }
      assertThat(timesOne()).isZero();
    }
    assertThat(timesOne()).isEqualTo(DENORMAL);
  }
}
