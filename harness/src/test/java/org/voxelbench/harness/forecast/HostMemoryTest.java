package org.voxelbench.harness.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class HostMemoryTest {

  private static final double GIB = 1L << 30;
  private static final double MIB = 1L << 20;

  private static final Slots ALONE = new Slots(1, 0);

  /** Of a heap of 0.5 GiB, of 6 that it may take, 0.25 hold what dies young, of 0.5. */
  private static final HostMemory MEASURED =
      new HostMemory(true, GIB, new JavaHeap(0.5 * GIB, 6 * GIB, 0.25 * GIB, 0.5 * GIB));

  private static StepCost step(double memoryBytes, double unseenBytes) {
    return new StepCost(0, 0, 0, memoryBytes, unseenBytes, 0);
  }

  @Test
  void whatTheWholeTakesBeyondTheMeasuredPartIsAdded() {
    List<StepCost> steps = List.of(step(GIB, 0), step(9 * GIB, 3 * GIB));
    assertThat(MEASURED.hostBytes(ALONE, steps, List.of())).isEqualTo(4.25 * GIB);
    assertThat(MEASURED.cardBytes(steps)).isZero();
  }

  @Test
  void eachPreparedDataSetKeepsABoundedPart() {
    assertThat(MEASURED.hostBytes(ALONE, List.of(), List.of(100 * MIB, GIB)))
        .isCloseTo(1.25 * GIB + (100 + 256) * MIB, within(1.0));
  }

  @Test
  void whatDiesYoungComesToTakeItsWholePart() {
    assertThat(MEASURED.hostBytes(ALONE, List.of(), List.of())).isCloseTo(1.25 * GIB, within(1.0));
    JavaHeap full = new JavaHeap(0.5 * GIB, 6 * GIB, 0.5 * GIB, 0.5 * GIB);
    assertThat(new HostMemory(true, GIB, full).hostBytes(ALONE, List.of(), List.of()))
        .isEqualTo(GIB);
  }

  @Test
  void noHeapIsLargerThanItsLimit() {
    HostMemory small =
        new HostMemory(true, GIB, new JavaHeap(0.5 * GIB, 0.6 * GIB, 0.2 * GIB, 0.3 * GIB));
    assertThat(small.hostBytes(ALONE, List.of(), List.of(GIB, GIB)))
        .isCloseTo(1.1 * GIB, within(1.0));
  }

  @Test
  void eachProcessHasItsOwn() {
    assertThat(MEASURED.hostBytes(new Slots(3, 3), List.of(), List.of())).isEqualTo(5 * GIB);
  }

  @Test
  void aCardHoldsItsSteps() {
    HostMemory host = new HostMemory(false, GIB, MEASURED.heap());
    List<StepCost> steps = List.of(step(5 * GIB, 2 * GIB), step(9 * GIB, GIB));
    assertThat(host.cardBytes(steps)).isEqualTo(9 * GIB);
    assertThat(host.hostBytes(ALONE, steps, List.of())).isEqualTo(1.25 * GIB);
  }
}
