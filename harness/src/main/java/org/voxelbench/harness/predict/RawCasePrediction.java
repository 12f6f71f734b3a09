package org.voxelbench.harness.predict;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.preparation.cache.PreprocessedCase;
import org.voxelbench.preparation.preprocess.CasePreprocessor;

/**
 * Segments cases as they lie on disk, which no training has put into a cache.
 *
 * @param preprocessor of the network's plan
 * @param prediction the network
 */
public record RawCasePrediction(CasePreprocessor preprocessor, CasePrediction prediction) {

  /** Reads, preprocesses and segments a case; its label map, if it has one, isn't looked at. */
  public LabelMap predict(RawCase raw) {
    PreprocessedCase input = input(raw);
    return prediction.predict(
        joined(input), input.channels().size(), input.shape(), input.properties());
  }

  /** Segments a case as {@link #predict(RawCase)} and writes its probabilities to a file. */
  public LabelMap predict(RawCase raw, Path probabilities) {
    PreprocessedCase input = input(raw);
    return prediction.predict(
        joined(input), input.channels().size(), input.shape(), input.properties(), probabilities);
  }

  private PreprocessedCase input(RawCase raw) {
    return preprocessor.run(
        raw, Optional.empty(), new RandomStreams(0).stream("unused without labels"));
  }

  private static float[] joined(PreprocessedCase input) {
    List<float[]> channels = input.channels();
    if (channels.size() == 1) {
      return channels.get(0);
    }
    float[] joined = new float[CaseFailures.imageLength(channels.size(), input.shape())];
    int at = 0;
    for (float[] channel : channels) {
      System.arraycopy(channel, 0, joined, at, channel.length);
      at += channel.length;
    }
    return joined;
  }
}
