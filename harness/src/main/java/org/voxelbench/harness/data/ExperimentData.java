package org.voxelbench.harness.data;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.voxelbench.datasets.card.DatasetCard;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.harness.experiment.DataHashes;
import org.voxelbench.harness.experiment.Experiment;
import org.voxelbench.harness.experiment.TrainingPlan;
import org.voxelbench.preparation.cache.PreparedDataset;
import org.voxelbench.preparation.plan.DatasetFingerprint;
import org.voxelbench.training.protocol.DatasetEntry;

/**
 * All data of an experiment, ready to train on.
 *
 * @param labelled labelled data sets by name, in the protocol's order
 * @param corpus what is pre-trained on; empty if nothing is
 */
public record ExperimentData(Map<String, LabelledDataset> labelled, Optional<Corpus> corpus) {

  /**
   * Makes the plans and fills the cache.
   *
   * @param opened all data sets, verified
   */
  public static ExperimentData prepare(
      Experiment experiment,
      VerifiedDatasets opened,
      DatasetCatalog catalog,
      Preparation preparation) {
    Map<String, LabelledDataset> labelled = new LinkedHashMap<>();
    for (DatasetEntry entry : experiment.protocol().datasets()) {
      RawDataset dataset = opened.raw().get(entry.name());
      DatasetFingerprint fingerprint = preparation.fingerprint(dataset);
      labelled.put(
          entry.name(),
          new LabelledDataset(
              entry,
              catalog.card(entry.name()),
              dataset,
              dataset.contentHash(),
              opened.folds().get(entry.name()),
              underPlans(experiment, plan -> preparation.prepare(dataset, fingerprint, plan))));
    }
    Optional<Corpus> corpus =
        experiment.usesCorpus()
            ? Optional.of(
                Corpus.of(
                    experiment.protocol().pretraining().datasets().stream()
                        .map(opened.raw()::get)
                        .toList(),
                    labelled,
                    preparation))
            : Optional.empty();
    return new ExperimentData(labelled, corpus);
  }

  /** Whether all that {@link #prepare} makes lies in the cache. */
  public static boolean isPrepared(Experiment experiment, Preparation preparation) {
    boolean corpus =
        !experiment.usesCorpus()
            || experiment.protocol().pretraining().datasets().stream()
                .allMatch(name -> preparation.isCached(name, TrainingPlan.FIXED));
    return corpus
        && experiment.protocol().datasets().stream()
            .allMatch(
                entry ->
                    experiment.plans().stream()
                        .allMatch(plan -> preparation.isCached(entry.name(), plan)));
  }

  private static Map<TrainingPlan, PreparedDataset> underPlans(
      Experiment experiment, Function<TrainingPlan, PreparedDataset> prepared) {
    Map<TrainingPlan, PreparedDataset> byPlan = new TreeMap<>();
    experiment.plans().forEach(plan -> byPlan.put(plan, prepared.apply(plan)));
    return byPlan;
  }

  /**
   * Opens what {@link #prepare} left in the cache a moment ago; no image is read again.
   *
   * @param hashes the data sets' content hashes as they were found then
   */
  public static ExperimentData reopen(
      Experiment experiment, DatasetCatalog catalog, Preparation preparation, DataHashes hashes) {
    Map<String, LabelledDataset> labelled = new LinkedHashMap<>();
    for (DatasetEntry entry : experiment.protocol().datasets()) {
      DatasetCard card = catalog.card(entry.name());
      RawDataset dataset = LabelledDataset.used(Optional.of(entry), catalog.open(card));
      labelled.put(
          entry.name(),
          new LabelledDataset(
              entry,
              card,
              dataset,
              hashes.of(entry.name()),
              LabelledDataset.folds(entry, dataset),
              underPlans(experiment, plan -> preparation.cached(entry.name(), plan))));
    }
    List<String> corpus =
        experiment.usesCorpus() ? experiment.protocol().pretraining().datasets() : List.of();
    return new ExperimentData(
        labelled,
        corpus.isEmpty()
            ? Optional.empty()
            : Optional.of(
                Corpus.reopen(
                    corpus, lists(experiment, corpus, catalog), labelled, hashes, preparation)));
  }

  /** Only a list says more of an image than its name, which the cache knows. */
  private static Map<String, RawDataset> lists(
      Experiment experiment, List<String> corpus, DatasetCatalog catalog) {
    Map<String, RawDataset> lists = new LinkedHashMap<>();
    for (String name : corpus) {
      DatasetCard card = catalog.card(name);
      if (card.corpus().isPresent()) {
        lists.put(
            name,
            CorpusIntake.withMasksAsUsed(catalog.open(card), experiment.protocol().pretraining()));
      }
    }
    return lists;
  }

  /** The content hashes of all data sets. */
  public DataHashes hashes() {
    Map<String, String> hashes = new LinkedHashMap<>();
    labelled.forEach((name, data) -> hashes.put(name, data.contentHash()));
    corpus.ifPresent(images -> hashes.putAll(images.hashes()));
    return new DataHashes(hashes);
  }
}
