package org.voxelbench.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One operation measured on both sides in turn, a block each in every round.
 *
 * <p>Times drift with whatever else the machine does, ratios within a round hardly.
 */
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

  /** One round. */
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

  /** Wall time of ours by theirs: of the two blocks of each round, which saw the same machine. */
  Quartiles wallRatios() {
    return ratios(block -> Quartiles.of(block.seconds()).median());
  }

  /** Processor time of ours by theirs in each round. */
  Quartiles cpuRatios() {
    return ratios(Block::cpuSeconds);
  }

  private Quartiles ratios(ToDoubleFunction<Block> time) {
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < ours.size(); round++) {
      ratios.add(time.applyAsDouble(ours.get(round)) / time.applyAsDouble(theirs.get(round)));
    }
    return Quartiles.of(ratios);
  }
}
