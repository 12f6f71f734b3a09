package org.voxelbench.preparation.preprocess;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.datasets.Labels;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.preparation.cache.PreparedFolder;
import org.voxelbench.preparation.plan.Configuration;
import org.voxelbench.preparation.plan.DatasetFingerprint;
import org.voxelbench.preparation.plan.Plan;

/** Preprocesses all training cases of a data set into a folder. */
public final class Preprocessor {

  /** Fixed, so that prepared data don't depend on a run's seed; nnU-Net's own number. */
  private static final RandomStreams RANDOM = new RandomStreams(1234);

  private Preprocessor() {}

  /**
   * Prepares a folder, or what is missing in it; one that is up to date is left as it is.
   *
   * @param dataset labelled, or a folder of unlabelled images
   * @param configuration the name of one of the plan's configurations
   * @param folder where to; made if missing
   * @throws org.voxelbench.base.BadInputException naming the case that can't be preprocessed, or
   *     that is larger than the workers' memory
   */
  public static void prepare(
      RawDataset dataset,
      DatasetFingerprint fingerprint,
      Plan plan,
      String configuration,
      Path folder,
      CaseWorkers workers) {
    Configuration chosen = plan.configuration(configuration);
    List<RawCase> all = dataset.trainingCases();
    PreparedFolder prepared = new PreparedFolder(folder);
    Set<String> missing =
        new HashSet<>(
            prepared.begin(
                fingerprint,
                plan,
                configuration,
                dataset.contentHash(),
                all.stream().map(RawCase::id).toList()));
    Optional<Labels> labels = dataset.json().map(json -> dataset.labels());
    CasePreprocessor preprocessor = new CasePreprocessor(plan, chosen);
    workers.run(
        all.stream().filter(raw -> missing.contains(raw.id())).toList(),
        raw -> MemoryEstimate.ofPreprocessing(raw, plan, chosen),
        raw -> {
          prepared.add(preprocessor.run(raw, labels, RANDOM.stream("class locations " + raw.id())));
          return raw.id();
        });
    prepared.complete();
  }
}
