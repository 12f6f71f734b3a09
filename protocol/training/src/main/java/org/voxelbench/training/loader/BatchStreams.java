package org.voxelbench.training.loader;

import org.voxelbench.base.BadInputException;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.base.random.RandomStreams;

/**
 * The random streams of a loader: which patch, how it is augmented, and what a network draws for
 * it, each by epoch, iteration and sample.
 *
 * @param streams the run's streams
 * @param phase what the batches are for, such as {@code "train"}; phases share no draws
 * @param iterationsPerEpoch iterations of an epoch
 */
public record BatchStreams(RandomStreams streams, String phase, int iterationsPerEpoch) {

  public BatchStreams {
    if (iterationsPerEpoch < 1) {
      throw new BadInputException(
          "an epoch needs at least one iteration; got " + iterationsPerEpoch + ".");
    }
  }

  RandomStream sample(long iteration, int element) {
    return stream("sample", iteration, element);
  }

  RandomStream augment(long iteration, int element) {
    return stream("augment", iteration, element);
  }

  /** What a training step draws for the network, beside the images. */
  public RandomStream noise(long iteration, int element) {
    return stream("noise", iteration, element);
  }

  private RandomStream stream(String purpose, long iteration, int element) {
    return streams.stream(
        phase + "." + purpose,
        iteration / iterationsPerEpoch,
        iteration % iterationsPerEpoch,
        element);
  }
}
