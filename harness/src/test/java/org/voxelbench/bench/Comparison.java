package org.voxelbench.bench;

import java.util.ArrayList;
import java.util.List;

/** One operation measured on both sides in turn, some rounds of a block each. */
final class Comparison {

  private final String figure;
  private final List<Block> ours = new ArrayList<>();
  private final List<Block> theirs = new ArrayList<>();

  Comparison(String figure) {
    this.figure = figure;
  }

  String figure() {
    return figure;
  }

  void add(Block own, Block peer) {
    ours.add(own);
    theirs.add(peer);
  }

  /** Wall time of an operation of ours in ms. */
  Quartiles ourMillis() {
    return millis(ours);
  }

  /** Wall time of an operation of the peer's in ms. */
  Quartiles theirMillis() {
    return millis(theirs);
  }

  private static Quartiles millis(List<Block> blocks) {
    return Quartiles.of(
        blocks.stream()
            .flatMap(block -> block.seconds().stream())
            .map(seconds -> 1000 * seconds)
            .toList());
  }

  /** The ratio of the medians, ours by theirs. */
  double ratio() {
    return ourMillis().median() / theirMillis().median();
  }

  /** The ratios of the medians within each round. */
  Quartiles roundRatios() {
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < ours.size(); round++) {
      ratios.add(
          Quartiles.of(ours.get(round).seconds()).median()
              / Quartiles.of(theirs.get(round).seconds()).median());
    }
    return Quartiles.of(ratios);
  }

  /** The ratio of the processor times, ours by theirs. */
  double cpuRatio() {
    return cpu(ours) / cpu(theirs);
  }

  private static double cpu(List<Block> blocks) {
    return blocks.stream().mapToDouble(Block::cpuSeconds).sum();
  }
}
