package org.voxelbench.training.loop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxelbench.engine.EngineInfo;
import org.voxelbench.engine.Precision;
import org.voxelbench.training.protocol.Budget;

/** A budget of memory is of the process on the CPU, and of the card on a GPU. */
class LimitsTest {

  private static final Limits LIMITS = new Limits(new Budget(null, null, 40.0), new Interruption());

  @ParameterizedTest
  @CsvSource({"cpu, its process's resident memory", "cuda:1, the card's memory"})
  void theMessageSaysWhoseMemoryIsUsedUp(String device, String whose) {
    EngineInfo engine =
        new EngineInfo("torch", "1", device, "a device", Precision.BF16, "fastest", 1, false);
    assertThat(LIMITS.reached("Training", 3, 1, 40L << 30, engine)).isEmpty();
    assertThat(LIMITS.reached("Training", 3, 1, 50L << 30, engine).orElseThrow())
        .hasMessage(
            "Training used up its budget.memoryGiB: 50.00 of 40.00 GiB of "
                + whose
                + "; raise it in the protocol to go on.");
  }
}
