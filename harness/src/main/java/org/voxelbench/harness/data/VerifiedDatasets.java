package org.voxelbench.harness.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voxelbench.datasets.card.DatasetCard;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.harness.experiment.ConfiguredMethod;
import org.voxelbench.harness.experiment.Experiment;
import org.voxelbench.preparation.split.Split;
import org.voxelbench.training.pretext.DownstreamPlan;
import org.voxelbench.training.protocol.DatasetEntry;
import org.voxelbench.training.protocol.Protocol;

/**
 * The experiment's data sets as they lie on disk: verified, split, and no evaluated image in the
 * corpus.
 *
 * @param raw data sets by name
 * @param folds folds of each labelled data set by name
 * @param allowed what the checks found and let pass, a sentence each
 * @param corpora what became of the images of unlabelled data sets
 */
public record VerifiedDatasets(
    Map<String, RawDataset> raw,
    Map<String, List<Split>> folds,
    List<String> allowed,
    List<CorpusAccount> corpora) {

  private static final Logger LOG = LoggerFactory.getLogger(VerifiedDatasets.class);

  /**
   * Opens, splits and verifies every data set; each image is read once.
   *
   * @param folder where many faults are listed
   * @throws org.voxelbench.base.BadInputException with the faults of all data sets
   */
  public static VerifiedDatasets open(
      Experiment experiment, DatasetCatalog catalog, Preparation preparation, Path folder) {
    Faults faults = new Faults();
    VerifiedDatasets opened =
        examine(experiment, catalog.cards(experiment), catalog, preparation, faults);
    CorpusFiles.write(folder, opened.corpora());
    faults.refuse(folder);
    opened.allowed().forEach(LOG::warn);
    return opened;
  }

  /** No data set at all. */
  public static VerifiedDatasets none() {
    return new VerifiedDatasets(Map.of(), Map.of(), List.of(), List.of());
  }

  /**
   * The same of those data sets that are here and need not be drawn.
   *
   * @param faults hears of what speaks against the benchmark
   */
  public static VerifiedDatasets present(
      Experiment experiment, DatasetCatalog catalog, Preparation preparation, Faults faults) {
    List<DatasetCard> here =
        catalog.cards(experiment).stream()
            .filter(card -> catalog.place(card).filter(Files::isDirectory).isPresent())
            .toList();
    return examine(experiment, here, catalog, preparation, faults);
  }

  private static VerifiedDatasets examine(
      Experiment experiment,
      List<DatasetCard> cards,
      DatasetCatalog catalog,
      Preparation preparation,
      Faults faults) {
    Map<String, RawDataset> raw = new LinkedHashMap<>();
    for (DatasetCard card : cards) {
      Optional<DatasetEntry> entry = experiment.protocol().dataset(card.name());
      faults
          .of(() -> LabelledDataset.used(entry, catalog.open(card)))
          .ifPresent(dataset -> raw.put(card.name(), dataset));
    }
    Map<String, List<Split>> folds = new LinkedHashMap<>();
    for (DatasetEntry entry : experiment.protocol().datasets()) {
      Optional.ofNullable(raw.get(entry.name()))
          .flatMap(dataset -> faults.of(() -> LabelledDataset.folds(entry, dataset)))
          .ifPresent(splits -> folds.put(entry.name(), splits));
    }
    if (experiment.methods().stream().anyMatch(method -> method.supervised().isPresent())) {
      checkSpareCases(experiment.protocol(), raw, folds, faults);
    }
    Map<String, Map<Path, String>> voxelHashes = new LinkedHashMap<>();
    List<String> allowed = new ArrayList<>(checkpoints(experiment, faults));
    List<CorpusAccount> corpora = new ArrayList<>();
    Map<String, Set<String>> begun = preparation.begun(experiment);
    for (String name : List.copyOf(raw.keySet())) {
      RawDataset dataset = raw.get(name);
      Optional<String> spacing = catalog.card(name).spacing();
      if (dataset.json().isEmpty()) {
        faults
            .of(
                () ->
                    new CorpusIntake(experiment.protocol().pretraining(), preparation)
                        .take(dataset, spacing))
            .ifPresent(
                taken -> {
                  raw.put(name, taken.images());
                  voxelHashes.put(name, taken.voxelHashes());
                  corpora.add(taken.account());
                });
      } else {
        faults
            .of(() -> preparation.verify(dataset, spacing))
            .ifPresent(
                verified -> {
                  raw.put(name, preparation.asBegun(dataset, begun.getOrDefault(name, Set.of())));
                  voxelHashes.put(name, verified.voxelHashes());
                  verified
                      .warnings()
                      .forEach(warning -> allowed.add("Data set '" + name + "': " + warning));
                });
      }
    }
    allowed.addAll(said(experiment, corpora, faults));
    if (experiment.usesCorpus()) {
      allowed.addAll(guard(experiment.protocol(), raw, folds, voxelHashes, faults));
    }
    return new VerifiedDatasets(raw, folds, List.copyOf(allowed), List.copyOf(corpora));
  }

  /** What is said of the corpora, a sentence each. */
  private static List<String> said(
      Experiment experiment, List<CorpusAccount> corpora, Faults faults) {
    List<String> sentences = new ArrayList<>();
    for (CorpusAccount corpus : corpora) {
      int judged = corpus.kept() + corpus.skipped().size();
      int most = experiment.protocol().pretraining().mostSkipped(judged);
      corpus.refusal(most).ifPresent(faults::add);
      corpus.sentence().ifPresent(sentences::add);
      new MaskNotice(experiment.methods()).sentence(corpus).ifPresent(sentences::add);
    }
    return sentences;
  }

  /** Reads what methods start from that others trained. */
  private static List<String> checkpoints(Experiment experiment, Faults faults) {
    Protocol protocol = experiment.protocol();
    List<String> evaluated = protocol.datasets().stream().map(DatasetEntry::name).toList();
    List<String> remarks = new ArrayList<>();
    for (ConfiguredMethod method : experiment.methods()) {
      method
          .checkpoint()
          .flatMap(
              start ->
                  faults.of(
                      () ->
                          start.examine(
                              evaluated,
                              Optional.of(protocol.plans().fixed().spacing())
                                  .filter(mm -> method.planKind() == DownstreamPlan.FIXED))))
          .ifPresent(remarks::addAll);
    }
    return remarks;
  }

  /** A start from labels needs cases that no run trains on. */
  private static void checkSpareCases(
      Protocol protocol,
      Map<String, RawDataset> raw,
      Map<String, List<Split>> folds,
      Faults faults) {
    for (DatasetEntry entry : protocol.datasets()) {
      if (entry.mostDrawn().isEmpty() || !folds.containsKey(entry.name())) {
        continue;
      }
      for (int fold : entry.folds()) {
        if (LabelledDataset.spareCases(
                entry, raw.get(entry.name()), folds.get(entry.name()), fold, protocol.seeds())
            .isEmpty()) {
          faults.add(
              "data set '"
                  + entry.name()
                  + "', fold "
                  + fold
                  + ": runs of the seeds "
                  + protocol.seeds()
                  + " train on all of its cases between them, and a start from labels needs some"
                  + " that none trains on; give fewer 'datasets.trainingCases', or leave the"
                  + " positive control out.");
        }
      }
    }
  }

  /** Compares each labelled data set with the corpus, as far as both can be read. */
  private static List<String> guard(
      Protocol protocol,
      Map<String, RawDataset> raw,
      Map<String, List<Split>> folds,
      Map<String, Map<Path, String>> voxelHashes,
      Faults faults) {
    LeakageCheck guard =
        LeakageCheck.of(
            protocol.pretraining().datasets().stream()
                .filter(voxelHashes::containsKey)
                .map(name -> learntFrom(name, protocol, raw, folds, voxelHashes.get(name), faults))
                .toList());
    List<String> allowed = new ArrayList<>();
    for (DatasetEntry entry : protocol.datasets()) {
      if (folds.containsKey(entry.name()) && voxelHashes.containsKey(entry.name())) {
        RawDataset dataset = raw.get(entry.name());
        faults
            .of(() -> evaluated(entry, dataset, folds.get(entry.name())))
            .ifPresent(
                evaluated -> {
                  Set<RawCase> cases = new LinkedHashSet<>(dataset.trainingCases());
                  cases.addAll(LabelledDataset.evaluable(entry, dataset));
                  LeakageCheck.Shared shared =
                      guard.check(
                          entry.name(),
                          List.copyOf(cases),
                          evaluated,
                          voxelHashes.get(entry.name()));
                  shared.evaluated().forEach(faults::add);
                  shared.trained().ifPresent(allowed::add);
                });
      }
    }
    return List.copyOf(allowed);
  }

  /** The images of a data set of the corpus that are learnt from. */
  private static Map<Path, String> learntFrom(
      String name,
      Protocol protocol,
      Map<String, RawDataset> raw,
      Map<String, List<Split>> folds,
      Map<Path, String> voxelHashes,
      Faults faults) {
    Optional<DatasetEntry> lent = protocol.dataset(name).filter(entry -> folds.containsKey(name));
    if (lent.isEmpty()) {
      return voxelHashes;
    }
    List<RawCase> cases = raw.get(name).trainingCases();
    Set<String> ids =
        Set.copyOf(
            LabelledDataset.unevaluated(
                lent.get(),
                raw.get(name),
                folds.get(name),
                cases.stream().map(RawCase::id).toList()));
    if (ids.size() < 2) {
      faults.add(
          "data set '"
              + name
              + "' is to lend its images to the pre-training, but runs are evaluated on "
              + (ids.isEmpty() ? "all" : "all but one")
              + " of its cases; give fewer of its 'datasets.folds', or leave it out of"
              + " 'pretraining.datasets'.");
    }
    Map<Path, String> learnt = new LinkedHashMap<>();
    cases.stream()
        .filter(labelled -> ids.contains(labelled.id()))
        .flatMap(labelled -> labelled.imageFiles().stream())
        .forEach(file -> learnt.put(file, voxelHashes.get(file)));
    return learnt;
  }

  private static List<Split> evaluated(DatasetEntry entry, RawDataset dataset, List<Split> folds) {
    return entry.folds().stream()
        .map(fold -> LabelledDataset.evaluatedSplit(entry, dataset, folds, fold))
        .toList();
  }
}
