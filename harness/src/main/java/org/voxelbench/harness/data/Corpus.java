package org.voxelbench.harness.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.harness.experiment.DataHashes;
import org.voxelbench.harness.experiment.TrainingPlan;
import org.voxelbench.preparation.cache.PreparedCase;
import org.voxelbench.preparation.cache.PreparedDataset;
import org.voxelbench.preparation.split.Grouping;
import org.voxelbench.preparation.split.PretrainingSplit;
import org.voxelbench.preparation.split.Split;

/**
 * The images of pre-training, preprocessed: those of unlabelled data sets, and those of labelled
 * ones, without their labels, that no run is evaluated on.
 *
 * @param hashes hash of each data set's files, by name
 * @param train images to train on
 * @param validation images to validate on
 */
public record Corpus(
    Map<String, String> hashes, List<PreparedCase> train, List<PreparedCase> validation) {

  /**
   * Preprocesses and splits the data sets of the corpus.
   *
   * @param labelled the labelled data sets of the experiment, one of which may lend its images
   */
  static Corpus of(
      List<RawDataset> datasets, Map<String, LabelledDataset> labelled, Preparation preparation) {
    SortedMap<String, String> hashes = new TreeMap<>();
    Map<String, PreparedDataset> prepared = new LinkedHashMap<>();
    for (RawDataset raw : datasets) {
      hashes.put(raw.name(), raw.contentHash());
      prepared.put(
          raw.name(),
          lent(raw.name(), labelled)
              .orElseGet(
                  () ->
                      preparation.prepare(raw, preparation.fingerprint(raw), TrainingPlan.FIXED)));
    }
    return of(hashes, prepared, labelled);
  }

  /** Opens and splits what {@link #of} left in the cache a moment ago. */
  static Corpus reopen(
      List<String> names,
      Map<String, LabelledDataset> labelled,
      DataHashes known,
      Preparation preparation) {
    SortedMap<String, String> hashes = new TreeMap<>();
    Map<String, PreparedDataset> prepared = new LinkedHashMap<>();
    for (String name : names) {
      hashes.put(name, known.of(name));
      prepared.put(
          name, lent(name, labelled).orElseGet(() -> preparation.cached(name, TrainingPlan.FIXED)));
    }
    return of(hashes, prepared, labelled);
  }

  /** What a labelled data set has prepared already; empty if none of that name has. */
  private static Optional<PreparedDataset> lent(
      String name, Map<String, LabelledDataset> labelled) {
    return Optional.ofNullable(labelled.get(name)).map(data -> data.prepared(TrainingPlan.FIXED));
  }

  private static Corpus of(
      SortedMap<String, String> hashes,
      Map<String, PreparedDataset> datasets,
      Map<String, LabelledDataset> labelled) {
    List<PreparedCase> train = new ArrayList<>();
    List<PreparedCase> validation = new ArrayList<>();
    datasets.forEach(
        (name, prepared) -> {
          Optional<LabelledDataset> lent = Optional.ofNullable(labelled.get(name));
          List<String> ids =
              lent.map(data -> data.unevaluated(prepared.caseIds())).orElse(prepared.caseIds());
          Grouping subjects = lent.map(LabelledDataset::grouping).orElse(Grouping.none());
          Split split = PretrainingSplit.of(ids, subjects);
          train.addAll(images(prepared, split.train()));
          validation.addAll(images(prepared, split.val()));
        });
    return new Corpus(hashes, train, validation);
  }

  /** Each channel of a case is an image. */
  public static List<PreparedCase> images(PreparedDataset dataset, List<String> ids) {
    List<PreparedCase> images = new ArrayList<>();
    for (PreparedCase whole : dataset.cases(ids)) {
      if (whole.channels() == 1) {
        images.add(whole);
      } else {
        for (int channel = 0; channel < whole.channels(); channel++) {
          images.add(new ChannelImage(whole, channel));
        }
      }
    }
    return images;
  }
}
