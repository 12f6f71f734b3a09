package org.voxelbench.engine.torch.ops;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxelbench.engine.EngineException;

/**
 * Denormal numbers count as zero within a scope, also after another in it, and not behind it; what
 * fails in one is said in words.
 */
class NativeScopeTest {

  private static final float DENORMAL = 1e-40f;

  private static float timesOne() {
    try (PointerScope temporaries = new PointerScope()) {
      return Tensor.create(DENORMAL).mul(new Scalar(1f)).item_float();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CUDA out of memory. Tried to allocate 2.00 GiB",
        "FIND was unable to find an engine to execute this computation",
        "GET was unable to find an engine to execute this computation",
        "CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`"
      })
  void everyShortageOfMemoryIsCalledSo(String message) {
    assertThat(NativeScope.translate(new RuntimeException(message + "\nstack"), "stepping"))
        .isInstanceOf(EngineException.class)
        .hasMessageContainingAll("stepping", message, "out of memory")
        .hasMessageNotContaining("stack");
    assertThat(NativeScope.translate(new RuntimeException("a shape"), "stepping"))
        .hasMessageNotContaining("memory");
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
