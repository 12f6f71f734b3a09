package org.voxelbench.training.protocol;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.voxelbench.base.BadInputException;
import org.voxelbench.preparation.plan.PrimusSize;

/**
 * The size of a transformer that no name says.
 *
 * @param width length of a token, a multiple of 6 times the heads
 * @param depth number of its blocks
 * @param heads attention heads of a block
 * @param registers learnt tokens without a place that go along; null for 0
 */
public record TransformerSize(
    int width, int depth, int heads, @JsonInclude(NON_NULL) Integer registers) {

  public TransformerSize {
    // The usual way is not written down, so that it has one hash.
    registers = registers != null && registers == 0 ? null : registers;
    try {
      size(width, depth, heads, registers);
    } catch (BadInputException e) {
      throw new BadInputException("plans.fixed.transformer: " + e.getMessage(), e);
    }
  }

  /** The size as a network takes it. */
  public PrimusSize size() {
    return size(width, depth, heads, registers);
  }

  private static PrimusSize size(int width, int depth, int heads, Integer registers) {
    return new PrimusSize(width, depth, heads, registers == null ? 0 : registers);
  }
}
