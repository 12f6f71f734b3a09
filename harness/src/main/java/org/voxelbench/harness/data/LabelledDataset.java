package org.voxelbench.harness.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.Listing;
import org.voxelbench.base.file.FileFault;
import org.voxelbench.datasets.card.DatasetCard;
import org.voxelbench.datasets.card.Role;
import org.voxelbench.datasets.raw.DatasetJson;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.harness.experiment.TrainingPlan;
import org.voxelbench.preparation.cache.PreparedDataset;
import org.voxelbench.preparation.split.CaseSubsets;
import org.voxelbench.preparation.split.CrossValidation;
import org.voxelbench.preparation.split.Fold;
import org.voxelbench.preparation.split.Grouping;
import org.voxelbench.preparation.split.Split;
import org.voxelbench.preparation.split.SplitsFile;
import org.voxelbench.results.ExperimentSummary;
import org.voxelbench.results.TrainingCases;
import org.voxelbench.training.protocol.DatasetEntry;
import org.voxelbench.training.protocol.EvaluatedImages;
import org.voxelbench.training.protocol.Protocols;

/**
 * A labelled data set of the experiment, verified, split and preprocessed.
 *
 * @param entry its entry in the protocol
 * @param card its card
 * @param raw the raw cases
 * @param contentHash hash of its files
 * @param folds nnU-Net's five folds, the data set's own, or the one split of halves
 * @param prepared cached under each plan that a method needs
 */
public record LabelledDataset(
    DatasetEntry entry,
    DatasetCard card,
    RawDataset raw,
    String contentHash,
    List<Split> folds,
    Map<TrainingPlan, PreparedDataset> prepared) {

  private static final String SPLITS = "splits_final.json";

  /**
   * The folds of the data set's own {@code splits_final.json} if it has one, else nnU-Net's, or one
   * split of halves if the protocol asks for it.
   *
   * @throws BadInputException naming the data set, if it can't be split as the protocol asks
   */
  public static List<Split> folds(DatasetEntry entry, RawDataset raw) {
    try {
      PublishedTestSplit.check(entry, raw);
      CrossValidation crossValidation = crossValidation(entry, raw);
      Path own = raw.folder().resolve(SPLITS);
      List<Split> folds =
          FileFault.mayExist(own)
              ? ownFolds(entry, raw, own, crossValidation)
              : entry.halved() ? List.of(crossValidation.half()) : crossValidation.folds();
      checkBound(entry, crossValidation, folds);
      return folds;
    } catch (BadInputException e) {
      throw new BadInputException(
          e.sentences().stream()
              .map(sentence -> "data set '" + raw.name() + "': " + sentence)
              .toList());
    }
  }

  /** As much of a data set as its entry uses: test cases only where runs are evaluated on them. */
  static RawDataset used(Optional<DatasetEntry> entry, RawDataset whole) {
    return entry.map(DatasetEntry::test).isPresent() ? whole : whole.only(whole.trainingCases());
  }

  private static List<Split> ownFolds(
      DatasetEntry entry, RawDataset raw, Path file, CrossValidation crossValidation) {
    List<Split> folds =
        SplitsFile.read(file, raw.trainingCases().stream().map(RawCase::id).toList());
    checkNumbers(entry, file, folds);
    checkHalves(entry, file, folds);
    crossValidation.checkTogether(folds);
    return folds;
  }

  /** A bound that bounds nothing was meant for another data set. */
  private static void checkBound(
      DatasetEntry entry, CrossValidation crossValidation, List<Split> folds) {
    int largest =
        entry.folds().stream()
            .mapToInt(fold -> crossValidation.split(Fold.of(fold), folds).train().size())
            .max()
            .orElseThrow();
    int most = entry.mostDrawn().map(TrainingCases::most).orElse(0);
    if (most > largest) {
      throw new BadInputException(
          "key 'datasets.trainingCases' is "
              + most
              + ", but no fold that is run has more than "
              + largest
              + " training cases; give at most that, or leave the key out.");
    }
  }

  /** nnU-Net would draw a random split in place of one that the file lacks. */
  private static void checkNumbers(DatasetEntry entry, Path own, List<Split> splits) {
    List<Integer> absent = entry.folds().stream().filter(fold -> fold >= splits.size()).toList();
    if (!absent.isEmpty()) {
      throw new BadInputException(
          "key 'datasets.folds' asks for fold "
              + Listing.of(absent)
              + ", but '"
              + own
              + "' holds "
              + splits.size()
              + (splits.size() == 1 ? " split, fold 0" : " splits, folds 0 to ")
              + (splits.size() == 1 ? "" : splits.size() - 1)
              + "; name those, or add splits.");
    }
  }

  /** Several splits were meant for another protocol. */
  private static void checkHalves(DatasetEntry entry, Path own, List<Split> splits) {
    if (entry.halved() && splits.size() > 1) {
      throw new BadInputException(
          "key 'datasets.splits: half' asks for one split, but '"
              + own
              + "' holds "
              + splits.size()
              + "; leave one in it, remove the file for a drawn one, or leave the key out.");
    }
  }

  private static CrossValidation crossValidation(DatasetEntry entry, RawDataset raw) {
    List<String> ids = raw.trainingCases().stream().map(RawCase::id).toList();
    return new CrossValidation(ids, grouping(entry, raw));
  }

  /** By the protocol, or else by what {@code dataset.json} says. */
  private static Grouping grouping(DatasetEntry entry, RawDataset raw) {
    if (entry.groups() != null) {
      return Grouping.byPattern(entry.groups());
    }
    Map<String, String> stated = raw.json().map(DatasetJson::groups).orElse(Map.of());
    return stated.isEmpty() ? Grouping.none() : Grouping.byMap(stated);
  }

  /** Which cases are of one patient. */
  Grouping grouping() {
    return grouping(entry, raw);
  }

  /** The cache under a plan. */
  public PreparedDataset prepared(TrainingPlan plan) {
    return prepared.get(plan);
  }

  /** All training and validation cases of a fold. */
  public Split split(int fold) {
    return split(entry, raw, folds, fold);
  }

  /** As {@link #split(int)}, of a data set that is not prepared yet. */
  public static Split split(DatasetEntry entry, RawDataset raw, List<Split> folds, int fold) {
    return crossValidation(entry, raw).split(Fold.of(fold), folds);
  }

  /** The cases that a run trains on. */
  public List<String> trainingCases(int fold, TrainingCases cases, long seed) {
    return cases.bounded()
        ? new CaseSubsets(entry.name(), fold, split(fold).train()).draw(cases.most(), seed)
        : split(fold).train();
  }

  /** The training cases of a fold that no run of some seeds on few cases trains on. */
  public List<String> spareCases(int fold, List<Long> seeds) {
    return spareCases(entry, raw, folds, fold, seeds);
  }

  /** As {@link #spareCases(int, List)}, of a data set that is not prepared yet. */
  static List<String> spareCases(
      DatasetEntry entry, RawDataset raw, List<Split> folds, int fold, List<Long> seeds) {
    CaseSubsets subsets =
        new CaseSubsets(entry.name(), fold, split(entry, raw, folds, fold).train());
    return entry.mostDrawn().map(most -> subsets.outside(most.most(), seeds)).orElse(List.of());
  }

  /** The cases that runs of a fold are evaluated on. */
  public List<String> evaluatedCases(int fold) {
    return evaluatedSplit(entry, raw, folds, fold).val();
  }

  /** Those of some training cases that no run is evaluated on, whose images may be learnt from. */
  List<String> unevaluated(List<String> ids) {
    return unevaluated(entry, raw, folds, ids);
  }

  /** As {@link #unevaluated(List)}, of a data set that is not prepared yet. */
  static List<String> unevaluated(
      DatasetEntry entry, RawDataset raw, List<Split> folds, List<String> ids) {
    Set<String> evaluated = new HashSet<>();
    if (entry.test() == null) {
      entry.folds().forEach(fold -> evaluated.addAll(split(entry, raw, folds, fold).val()));
    }
    return ids.stream().filter(id -> !evaluated.contains(id)).toList();
  }

  /** All training cases of a fold, and the cases that its runs are evaluated on. */
  public static Split evaluatedSplit(
      DatasetEntry entry, RawDataset raw, List<Split> folds, int fold) {
    Split split = split(entry, raw, folds, fold);
    return entry.test() == null
        ? split
        : new Split(split.train(), raw.testCases().stream().map(RawCase::id).toList());
  }

  /** The cases of which those that are evaluated are some. */
  public static List<RawCase> evaluable(DatasetEntry entry, RawDataset raw) {
    return entry.test() == null ? raw.trainingCases() : raw.testCases();
  }

  /** Hash of the folds, their bound and where the evaluated images lie. */
  public String splitHash() {
    return splitHash(entry, folds);
  }

  /** As {@link #splitHash()}, of a data set that is not prepared yet. */
  public static String splitHash(DatasetEntry entry, List<Split> folds) {
    List<Object> parts = new ArrayList<>();
    parts.add(folds);
    parts.add("all");
    if (entry.mostDrawn().isPresent()) {
      parts.add("drawn for each seed: " + entry.sizes());
    }
    Optional.ofNullable(entry.test()).map(EvaluatedImages::word).ifPresent(parts::add);
    return Protocols.hash(parts);
  }

  /** The raw case of that id, of those that can be evaluated. */
  public RawCase rawCase(String id) {
    return evaluable(entry, raw).stream()
        .filter(candidate -> candidate.id().equals(id))
        .findFirst()
        .orElseThrow(
            () -> new BadInputException("data set '" + raw.name() + "' has no case '" + id + "'."));
  }

  /** The card in brief, with what the data themselves say. */
  public ExperimentSummary.DatasetNote note() {
    return new ExperimentSummary.DatasetNote(
        card.name(),
        role(),
        card.modality(),
        raw.labels().foregroundNames(),
        raw.trainingCases().size(),
        card.citation().orElse("not stated"),
        card.licence().orElse("not stated"),
        entry.ranked());
  }

  /** {@code dev} or {@code test}. */
  public String role() {
    return role(entry, card).name().toLowerCase(Locale.ROOT);
  }

  /** Whether evaluations are entered in the ledger of test data. */
  public boolean isTest() {
    return role(entry, card) == Role.TEST;
  }

  /** A publisher's test split is test data, whatever its training cases are. */
  static Role role(DatasetEntry entry, DatasetCard card) {
    return entry.test() == null ? card.role() : Role.TEST;
  }
}
