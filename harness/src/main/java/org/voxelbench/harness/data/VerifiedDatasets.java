package org.voxelbench.harness.data;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voxelbench.datasets.card.DatasetCard;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.harness.experiment.Experiment;
import org.voxelbench.preparation.split.Split;
import org.voxelbench.training.protocol.Protocol;

/**
 * The experiment's data sets as they lie on disk: verified, split, and no evaluated image in the
 * corpus.
 *
 * @param raw data sets by name
 * @param folds folds of each labelled data set by name
 */
public record VerifiedDatasets(Map<String, RawDataset> raw, Map<String, List<Split>> folds) {

  private static final Logger LOG = LoggerFactory.getLogger(VerifiedDatasets.class);

  /** Opens, splits and verifies every data set; each image is read once. */
  public static VerifiedDatasets open(
      Experiment experiment, DatasetCatalog catalog, Preparation preparation) {
    Map<String, RawDataset> raw = new LinkedHashMap<>();
    for (DatasetCard card : catalog.cards(experiment)) {
      raw.put(card.name(), catalog.open(card));
    }
    Map<String, List<Split>> folds = new LinkedHashMap<>();
    for (Protocol.DatasetEntry entry : experiment.protocol().datasets()) {
      folds.put(entry.name(), LabelledDataset.folds(entry, raw.get(entry.name())));
    }
    Map<String, Map<Path, String>> voxelHashes = new LinkedHashMap<>();
    raw.forEach(
        (name, dataset) ->
            voxelHashes.put(name, preparation.verify(dataset, catalog.card(name).spacing())));
    VerifiedDatasets opened = new VerifiedDatasets(raw, folds);
    if (experiment.pretrains()) {
      opened.guard(experiment.protocol(), voxelHashes);
    }
    return opened;
  }

  private void guard(Protocol protocol, Map<String, Map<Path, String>> voxelHashes) {
    LeakageCheck guard =
        LeakageCheck.of(protocol.pretraining().datasets().stream().map(voxelHashes::get).toList());
    for (Protocol.DatasetEntry entry : protocol.datasets()) {
      RawDataset dataset = raw.get(entry.name());
      List<Split> evaluated =
          entry.folds().stream()
              .map(
                  fold ->
                      LabelledDataset.evaluatedSplit(entry, dataset, folds.get(entry.name()), fold))
              .toList();
      Set<RawCase> cases = new LinkedHashSet<>(dataset.trainingCases());
      cases.addAll(LabelledDataset.evaluable(entry, dataset));
      guard
          .check(entry.name(), List.copyOf(cases), evaluated, voxelHashes.get(entry.name()))
          .forEach(LOG::warn);
    }
  }
}
