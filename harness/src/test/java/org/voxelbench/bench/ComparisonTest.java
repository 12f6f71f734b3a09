package org.voxelbench.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  private static Block block(double cpu, double... seconds) {
    List<Double> times = Arrays.stream(seconds).boxed().toList();
    return new Block(times, cpu, times);
  }

  /** Half the rounds on a machine that is three times as slow, as when others compute on it. */
  private static Comparison onABusyMachine() {
    Comparison comparison = new Comparison("training step");
    comparison.add(block(0.9, 0.9, 0.9), block(1, 1, 1));
    comparison.add(block(1.0, 2.7, 2.7), block(1, 3, 3));
    comparison.add(block(0.8, 0.9, 0.9), block(1, 1, 1));
    comparison.add(block(0.9, 2.7, 2.7), block(1, 3, 3));
    return comparison;
  }

  @Test
  void ratiosWithinARoundDoNotSeeWhatElseTheMachineDoes() {
    Quartiles ratios = onABusyMachine().wallRatios();

    assertThat(ratios.lower()).isCloseTo(0.9, within(1e-9));
    assertThat(ratios.median()).isCloseTo(0.9, within(1e-9));
    assertThat(ratios.upper()).isCloseTo(0.9, within(1e-9));
  }

  @Test
  void oneInterruptedOperationDoesNotCount() {
    Comparison comparison = new Comparison("training step");
    comparison.add(block(1, 1, 1, 60), block(1, 2, 2, 2));

    assertThat(comparison.wallRatios().median()).isEqualTo(0.5);
  }

  @Test
  void dividesOursByTheirsAndPrintsMilliseconds() {
    YardstickTable table = new YardstickTable();
    table.add(onABusyMachine());
    table.addMemory("fp32", 3 << 20, 2 << 20);

    assertThat(table.toString().lines().map(line -> List.of(line.split(" {2,}"))))
        .containsExactly(
            List.of("median (quartiles)", "ours", "PyTorch", "ours : PyTorch", "CPU time"),
            List.of(
                "training step",
                "1800.0 (900.0-2700.0) ms",
                "2000.0 (1000.0-3000.0) ms",
                "0.900 (0.900-0.900)",
                "0.900 (0.875-0.925)"),
            List.of("peak memory, fp32", "3 MiB", "2 MiB", "1.500"));
  }
}
