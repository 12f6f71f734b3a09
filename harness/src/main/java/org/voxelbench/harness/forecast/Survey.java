package org.voxelbench.harness.forecast;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import org.voxelbench.datasets.card.DatasetCard;
import org.voxelbench.datasets.phantom.PhantomKind;
import org.voxelbench.datasets.phantom.PhantomSpec;
import org.voxelbench.datasets.phantom.Phantoms;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.harness.data.DatasetCatalog;
import org.voxelbench.harness.data.LabelledDataset;
import org.voxelbench.harness.data.VerifiedDatasets;
import org.voxelbench.harness.experiment.Experiment;
import org.voxelbench.preparation.preprocess.CaseWorkers;
import org.voxelbench.preparation.split.Split;
import org.voxelbench.training.protocol.DatasetEntry;

/**
 * Finds how many cases of what size an experiment has: of data sets that are here from all their
 * headers, of phantoms that are not drawn yet from some that are, and of others from their cards.
 *
 * @param experiment the experiment
 * @param catalog its data sets
 * @param scratch a folder of nobody else's
 * @param readers headers that may be read at a time
 * @param nanoClock a clock that can't go back
 */
record Survey(
    Experiment experiment,
    DatasetCatalog catalog,
    Path scratch,
    int readers,
    LongSupplier nanoClock) {

  /** Edge of a head in mm, and in voxels of 1 mm, for data sets that are not here. */
  private static final int HEAD_MM = 200;

  private static final int CASES_IF_UNKNOWN = 100;
  private static final int FOLDS = 5;
  private static final int HALVES = 2;
  private static final int DRAWN = 3;
  private static final double NANO = 1e-9;

  /** All data sets of the experiment by name. */
  Map<String, KnownDataset> of(VerifiedDatasets present) {
    Map<String, KnownDataset> known = new LinkedHashMap<>();
    for (DatasetCard card : catalog.cards(experiment)) {
      known.put(card.name(), of(card, present));
    }
    return known;
  }

  private KnownDataset of(DatasetCard card, VerifiedDatasets present) {
    Optional<DatasetEntry> entry = experiment.protocol().dataset(card.name());
    RawDataset raw = present.raw().get(card.name());
    List<Split> folds = present.folds().get(card.name());
    if (raw != null && (entry.isEmpty() || folds != null)) {
      return here(card.name(), raw, entry, folds);
    }
    return DatasetCatalog.isDrawn(card) ? drawn(card, entry) : absent(card, entry);
  }

  private KnownDataset here(
      String name, RawDataset raw, Optional<DatasetEntry> entry, List<Split> folds) {
    Map<String, CaseSize> sizes = new HashMap<>();
    List<CaseSize> training = sizes(raw.trainingCases(), sizes);
    boolean published = entry.map(DatasetEntry::test).isPresent();
    if (published) {
      sizes(raw.testCases(), sizes);
    }
    Map<Integer, List<CaseSize>> evaluated = new HashMap<>();
    entry.ifPresent(
        one ->
            one.folds()
                .forEach(
                    fold ->
                        evaluated.put(
                            fold,
                            LabelledDataset.evaluatedSplit(one, raw, folds, fold).val().stream()
                                .map(sizes::get)
                                .toList())));
    return new KnownDataset(name, raw, training, evaluated, published, 0, 0);
  }

  /** Sizes of cases, which are noted by the cases' ids too. */
  private List<CaseSize> sizes(List<RawCase> cases, Map<String, CaseSize> byId) {
    CaseWorkers workers = CaseWorkers.ofThreads(readers, (done, of) -> {});
    List<CaseSize> sizes = workers.run(cases, one -> 0, CaseSize::of);
    for (int i = 0; i < cases.size(); i++) {
      byId.put(cases.get(i).id(), sizes.get(i));
    }
    return sizes;
  }

  private KnownDataset drawn(DatasetCard card, Optional<DatasetEntry> entry) {
    Path folder = scratch.resolve(card.name());
    long begin = nanoClock.getAsLong();
    RawDataset few = catalog.drawSome(card, DRAWN, folder);
    double seconds = (nanoClock.getAsLong() - begin) * NANO;
    int drawn = few.trainingCases().size();
    int cases = card.trainingCases().orElse(drawn);
    double times = cases / (double) drawn;
    List<CaseSize> sizes = CaseSize.of(few.trainingCases());
    return standIn(card, few, entry, sizes, cases, seconds * times, FolderSize.of(folder) * times);
  }

  private KnownDataset absent(DatasetCard card, Optional<DatasetEntry> entry) {
    Path folder = scratch.resolve(card.name());
    PhantomKind kind = entry.isPresent() ? PhantomKind.TUMOUR : PhantomKind.CORPUS;
    Phantoms.write(PhantomSpec.of(kind, DRAWN, 1), folder);
    RawDataset few = kind.isLabelled() ? RawDataset.open(folder) : RawDataset.unlabelled(folder);
    CaseSize head = new CaseSize(new int[] {HEAD_MM, HEAD_MM, HEAD_MM}, new double[] {1, 1, 1});
    int cases = card.trainingCases().orElse(CASES_IF_UNKNOWN);
    return standIn(card, few, entry, List.of(head), cases, 0, 0);
  }

  private static KnownDataset standIn(
      DatasetCard card,
      RawDataset few,
      Optional<DatasetEntry> entry,
      List<CaseSize> sizes,
      int cases,
      double drawingSeconds,
      double drawnBytes) {
    boolean published = entry.map(DatasetEntry::test).isPresent();
    OptionalInt test = published ? card.testCases() : OptionalInt.empty();
    boolean halved = entry.map(DatasetEntry::halved).orElse(false);
    int heldOut = test.orElse((int) Math.ceil(cases / (double) (halved ? HALVES : FOLDS)));
    Map<Integer, List<CaseSize>> evaluated = new HashMap<>();
    entry.ifPresent(
        one -> one.folds().forEach(fold -> evaluated.put(fold, repeated(sizes, heldOut))));
    return new KnownDataset(
        card.name(), few, repeated(sizes, cases), evaluated, published, drawingSeconds, drawnBytes);
  }

  private static List<CaseSize> repeated(List<CaseSize> sizes, int times) {
    List<CaseSize> many = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      many.add(sizes.get(i % sizes.size()));
    }
    return many;
  }
}
