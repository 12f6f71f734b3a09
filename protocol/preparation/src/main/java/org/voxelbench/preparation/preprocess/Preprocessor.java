package org.voxelbench.preparation.preprocess;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.datasets.Labels;
import org.voxelbench.datasets.raw.FileHashes;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.preparation.cache.CacheFilling;
import org.voxelbench.preparation.cache.PreparedFolder;
import org.voxelbench.preparation.plan.Configuration;
import org.voxelbench.preparation.plan.DatasetFingerprint;
import org.voxelbench.preparation.plan.Plan;

/** Preprocesses all training cases of a data set into a folder. */
public final class Preprocessor {

  /** Fixed, so that prepared data don't depend on a run's seed; nnU-Net's own number. */
  private static final RandomStreams RANDOM = new RandomStreams(1234);

  /** How often it is looked whether cases that other processes make are there. */
  private static final long LOOK_MILLIS = 500;

  private Preprocessor() {}

  /**
   * Prepares a folder, or what is missing in it; one that is up to date is left as it is.
   *
   * @param dataset labelled, or a folder of unlabelled images
   * @param configuration the name of one of the plan's configurations
   * @param folder where to; made if missing
   * @throws BadInputException naming the case that can't be preprocessed, or that is larger than
   *     the workers' memory
   */
  public static void prepare(
      RawDataset dataset,
      DatasetFingerprint fingerprint,
      Plan plan,
      String configuration,
      Path folder,
      CaseWorkers workers) {
    prepare(dataset, fingerprint, plan, configuration, folder, FileHashes.READ, workers);
  }

  /**
   * The same, beside other processes that prepare the same folder, on this machine or others: each
   * case is made by one of them, and all return when every case is there.
   *
   * @param hashes gives the SHA-256 of raw files
   */
  public static void prepare(
      RawDataset dataset,
      DatasetFingerprint fingerprint,
      Plan plan,
      String configuration,
      Path folder,
      FileHashes hashes,
      CaseWorkers workers) {
    Configuration chosen = plan.configuration(configuration);
    Optional<Labels> labels = dataset.json().map(json -> dataset.labels());
    CaseRecipe recipe = CaseRecipe.of(plan, chosen, labels);
    List<RawCase> all = dataset.trainingCases();
    SortedMap<String, String> cases = new TreeMap<>();
    all.forEach(raw -> cases.put(raw.id(), recipe.hash(raw, hashes)));
    CacheFilling filling =
        new PreparedFolder(folder)
            .begin(fingerprint, plan, configuration, dataset.contentHash(hashes), cases);
    CasePreprocessor preprocessor = new CasePreprocessor(plan, chosen);
    List<RawCase> missing = missing(all, filling);
    while (!missing.isEmpty()) {
      workers
          .after(all.size() - missing.size())
          .run(
              missing,
              raw -> MemoryEstimate.ofPreprocessing(raw, plan, chosen),
              raw ->
                  filling.make(
                      raw.id(),
                      () ->
                          preprocessor.run(
                              raw, labels, RANDOM.stream("class locations " + raw.id()))));
      missing = missing(missing, filling);
      awaitOthers(missing);
    }
    filling.complete();
  }

  private static List<RawCase> missing(List<RawCase> cases, CacheFilling filling) {
    return cases.stream().filter(raw -> !filling.has(raw.id())).toList();
  }

  /** Waits a little for the cases that others are at. */
  private static void awaitOthers(List<RawCase> missing) {
    if (missing.isEmpty()) {
      return;
    }
    try {
      Thread.sleep(LOOK_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BadInputException(
          "the wait for cases that others prepare was interrupted; start it again.", e);
    }
  }
}
