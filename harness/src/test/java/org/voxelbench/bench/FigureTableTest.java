package org.voxelbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FigureTableTest {

  private static List<List<String>> cells(FigureTable table) {
    return table.toString().lines().map(line -> List.of(line.split(" {2,}"))).toList();
  }

  @Test
  void dividesWallByWallAndProcessorTimeByThatOfAllThreads() {
    FigureTable table = new FigureTable(true);
    table.compare(
        "one tile", new Measured(100, 5, 180, 3L << 30, 7), Optional.of(new Reference(200, 2)));
    table.compare(
        "one case", new Measured(3, Double.NaN, 2, 1 << 20, 40), Optional.of(new Reference(8, 1)));

    assertThat(cells(table))
        .contains(
            List.of(
                "one tile",
                "100.0 +- 5.0 ms",
                "180.0 ms",
                "3072 MiB",
                "7",
                "200.0 ms x 2",
                "0.50",
                "0.45"),
            List.of("one case", "3.0 ms", "2.0 ms", "1 MiB", "40", "8.0 ms", "0.38", "0.25"));
  }

  @Test
  void leavesOutRatiosWithoutReference() {
    FigureTable table = new FigureTable(false);
    table.compare("one case", new Measured(3, 1, 2, 1 << 21, 40), Optional.empty());
    table.add("memory", "12 MiB");

    assertThat(cells(table))
        .containsExactly(
            List.of("figure", "mean wall", "mean CPU", "peak", "of"),
            List.of("one case", "3.0 +- 1.0 ms", "2.0 ms", "2 MiB", "40"),
            List.of("memory", "12 MiB"));
  }
}
