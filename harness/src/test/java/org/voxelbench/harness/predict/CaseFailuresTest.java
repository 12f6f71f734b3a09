package org.voxelbench.harness.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.voxelbench.base.BadInputException;
import org.voxelbench.engine.EngineException;

class CaseFailuresTest {

  @Test
  void aCaseThatNeedsTooMuchMemoryIsNamed() {
    assertThatThrownBy(
            () ->
                CaseFailures.of(
                    "case_7",
                    () -> {
                      throw new OutOfMemoryError("Java heap space");
                    }))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("'case_7'")
        .hasMessageContaining("-Xmx");
  }

  @Test
  void whatElseKeepsACaseFromBeingPredictedIsSaidOfIt() {
    assertThatThrownBy(
            () ->
                CaseFailures.of(
                    "case_7",
                    () -> {
                      throw new BadInputException("the disk is full.");
                    }))
        .isInstanceOf(BadInputException.class)
        .hasMessage("case 'case_7': the disk is full.");
    assertThatThrownBy(
            () ->
                CaseFailures.of(
                    "case_7",
                    () -> {
                      throw new EngineException("the device is out of memory.");
                    }))
        .isInstanceOf(EngineException.class)
        .hasMessage("case 'case_7': the device is out of memory.");
    assertThat(CaseFailures.of("case_7", () -> 3)).isEqualTo(3);
  }

  @Test
  void anImageBeyondOneArrayIsRefused() {
    assertThatThrownBy(() -> CaseFailures.imageLength(4, new int[] {1024, 1024, 512}))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("4 channels");
    assertThat(CaseFailures.imageLength(2, new int[] {3, 4, 5})).isEqualTo(120);
  }
}
