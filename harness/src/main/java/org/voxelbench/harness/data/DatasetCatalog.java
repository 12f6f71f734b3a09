package org.voxelbench.harness.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.voxelbench.base.claim.Claim;
import org.voxelbench.base.file.FileFault;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.Labels;
import org.voxelbench.datasets.card.DataRoot;
import org.voxelbench.datasets.card.DatasetCard;
import org.voxelbench.datasets.card.DatasetCards;
import org.voxelbench.datasets.layout.Conversion;
import org.voxelbench.datasets.layout.Layout;
import org.voxelbench.datasets.phantom.PhantomKind;
import org.voxelbench.datasets.phantom.PhantomSpec;
import org.voxelbench.datasets.phantom.Phantoms;
import org.voxelbench.datasets.raw.DatasetJson;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.harness.console.StopSignals;
import org.voxelbench.harness.experiment.Experiment;
import org.voxelbench.harness.experiment.Workspace;
import org.voxelbench.store.RunStore;
import org.voxelbench.training.protocol.Protocol;

/** Finds data sets by name: phantoms are drawn, the others lie below the user's data root. */
public final class DatasetCatalog {

  private static final long PHANTOM_SEED = 1;
  private static final String CARDS = "cards";

  private final DatasetCards cards;
  private final Optional<DataRoot> root;
  private final Workspace workspace;
  private final Progress progress;

  /**
   * A shelf of the built-in cards, those in the data root's {@code cards} folder, and data sets of
   * the user's own that have no card.
   */
  public DatasetCatalog(Optional<Path> data, Workspace workspace, Progress progress) {
    data.filter(path -> !Files.isDirectory(path))
        .ifPresent(
            path -> {
              throw new DatasetException(
                  "the data folder '"
                      + path
                      + "' does not exist; give --data (DATA=) a folder of data sets.");
            });
    this.cards =
        data.map(path -> path.resolve(CARDS))
            .filter(Files::isDirectory)
            .map(DatasetCards::readable)
            .orElseGet(DatasetCards::load);
    this.root = data.map(DataRoot::new);
    this.workspace = workspace;
    this.progress = progress;
  }

  /** All cards by name. */
  public List<DatasetCard> cards() {
    return cards.all();
  }

  /** The cards of data sets that lie below the data root; phantoms don't, they are drawn. */
  public List<DatasetCard> present() {
    return cards.all().stream().filter(card -> !isDrawn(card) && place(card).isPresent()).toList();
  }

  /** Cards of the user's own data sets that have none: labelled ones by name, then corpora. */
  public List<DatasetCard> own() {
    Set<String> described =
        cards.all().stream().flatMap(card -> card.folders().stream()).collect(Collectors.toSet());
    Map<String, DatasetCard> own = new LinkedHashMap<>();
    root.map(DataRoot::labelled)
        .orElse(List.of())
        .forEach(name -> own.put(name, DatasetCard.own(name)));
    root.map(DataRoot::corpora)
        .orElse(List.of())
        .forEach(name -> own.putIfAbsent(name, DatasetCard.ownCorpus(name)));
    return own.values().stream()
        .filter(card -> !cards.knows(card.name()) && !described.contains(card.name()))
        .toList();
  }

  /** The mistakes of the user's cards that can't be used, a card an entry. */
  public List<String> faultyCards() {
    return cards.faults();
  }

  /** Cards of all data sets that an experiment needs, labelled ones first. */
  public List<DatasetCard> cards(Experiment experiment) {
    Protocol protocol = experiment.protocol();
    Set<String> names = new LinkedHashSet<>();
    protocol.datasets().forEach(entry -> names.add(entry.name()));
    if (experiment.usesCorpus()) {
      names.addAll(protocol.pretraining().datasets());
    }
    return names.stream().map(this::card).toList();
  }

  /**
   * The card of a data set, or a bare one for a data set of the user's own.
   *
   * @throws DatasetException listing the known names, if there is neither
   */
  public DatasetCard card(String name) {
    if (!cards.knows(name)) {
      DatasetCard own = DatasetCard.own(name);
      if (root.flatMap(data -> data.find(own)).filter(DatasetCatalog::isLabelled).isPresent()) {
        return own;
      }
      if (root.filter(data -> data.corpora().contains(name)).isPresent()) {
        return DatasetCard.ownCorpus(name);
      }
    }
    return cards.named(name, own().stream().map(DatasetCard::name).toList());
  }

  private static boolean isLabelled(Path folder) {
    return FileFault.mayExist(folder.resolve(DatasetJson.NAME));
  }

  /** Where a data set lies, or will be drawn; empty if it is missing. */
  public Optional<Path> place(DatasetCard card) {
    return kind(card).isPresent()
        ? Optional.of(workspace.phantom(card.name()))
        : root.flatMap(data -> data.find(card));
  }

  /** The folder of data sets. */
  public Optional<Path> root() {
    return root.map(DataRoot::root);
  }

  /** Whether there is a folder of data sets. */
  public boolean hasRoot() {
    return root.isPresent();
  }

  /**
   * Opens a data set, drawing it first if it is a phantom.
   *
   * @throws DatasetException saying how to get the data, if they aren't here
   */
  public RawDataset open(DatasetCard card) {
    Optional<PhantomKind> kind = kind(card);
    if (kind.isPresent()) {
      return phantom(card, kind.get());
    }
    if (root.isEmpty()) {
      throw new DatasetException(
          "the data set '"
              + card.name()
              + "' needs a data folder; give one with --data (DATA=), and see: "
              + card.howToGet()
              + ".");
    }
    DataRoot data = root.get();
    return data.published(card)
        .map(tree -> converted(card, tree, data))
        .orElseGet(() -> data.open(card))
        .named(card.name());
  }

  /** Brings it up to date where it was converted before, or else in the workspace. */
  private RawDataset converted(DatasetCard card, Path tree, DataRoot data) {
    Path folder = data.converted(card).orElseGet(() -> workspace.converted(card.name()));
    conversion(card, tree, folder).bringUpToDate(progress);
    return RawDataset.open(folder);
  }

  /**
   * The conversion of a data set that lies below the data root as its publisher ships it.
   *
   * @param out where to; empty for where it was converted before, or else {@code
   *     nnUNet_raw/DatasetNNN_NAME}
   * @throws DatasetException if there is nothing to convert, or nobody knows how
   */
  public Conversion conversion(DatasetCard card, Optional<Path> out) {
    Layout layout =
        card.layout()
            .orElseThrow(
                () ->
                    new DatasetException(
                        "the card of '"
                            + card.name()
                            + "' has no layout, which would say how its publisher's files map to"
                            + " cases; lay it out as nnU-Net raw data."));
    DataRoot data =
        root.orElseThrow(
            () -> new DatasetException("a data folder is needed; give one with --data (DATA=)."));
    Path tree =
        data.published(card)
            .orElseThrow(
                () ->
                    new DatasetException(
                        "the data set '"
                            + card.name()
                            + "' does not lie below "
                            + data.root()
                            + " as its publisher ships it"
                            + data.find(card).map(place -> "; " + place + " is used").orElse("")
                            + " (looked for the folders "
                            + String.join(", ", card.folders())
                            + "); "
                            + card.howToGet()
                            + "."));
    Path folder =
        out.or(() -> data.converted(card))
            .orElseGet(() -> data.root().resolve("nnUNet_raw").resolve(layout.folder(card.name())));
    return conversion(card, tree, folder);
  }

  /**
   * Looks whether a data set can be opened, without converting or drawing it.
   *
   * @throws DatasetException saying why not
   */
  public void check(DatasetCard card) {
    if (root.flatMap(data -> data.published(card)).isPresent()) {
      conversion(card, Optional.empty()).check();
    } else if (!isDrawn(card)) {
      open(card);
    }
  }

  /** Converts a data set in the data folder, if it lies there as its publisher ships it. */
  public void layOut(DatasetCard card) {
    if (root.flatMap(data -> data.published(card)).isPresent()) {
      conversion(card, Optional.empty()).bringUpToDate(progress);
    }
  }

  private static Conversion conversion(DatasetCard card, Path tree, Path folder) {
    return new Conversion(
        card.name(),
        card.layout().orElseThrow(),
        new Labels(card.labels(), List.of()),
        tree,
        folder);
  }

  private RawDataset phantom(DatasetCard card, PhantomKind kind) {
    Path folder = workspace.phantom(card.name());
    if (Files.isDirectory(folder)) {
      return opened(kind, folder);
    }
    try (Claim turn =
        new RunStore(workspace.root())
            .turn("drawing-" + card.name(), holder -> StopSignals.request().check())) {
      return Files.isDirectory(folder)
          ? opened(kind, folder)
          : drawn(kind, card.trainingCases().orElseThrow(), folder);
    }
  }

  /** The first cases of a phantom as all of them are drawn, in a folder that isn't there yet. */
  public RawDataset drawSome(DatasetCard card, int cases, Path folder) {
    return drawn(
        kind(card).orElseThrow(), Math.min(cases, card.trainingCases().orElseThrow()), folder);
  }

  private RawDataset drawn(PhantomKind kind, int cases, Path folder) {
    try (Progress.Stage stage = progress.stage("Drawing " + kind.datasetName(), cases, "case")) {
      Phantoms.write(
          PhantomSpec.of(kind, cases, PHANTOM_SEED), folder, (done, total) -> stage.done(done));
    }
    return opened(kind, folder);
  }

  private static RawDataset opened(PhantomKind kind, Path folder) {
    return kind.isLabelled() ? RawDataset.open(folder) : RawDataset.unlabelled(folder);
  }

  /** Whether a data set is a phantom, and so drawn when it is needed. */
  public static boolean isDrawn(DatasetCard card) {
    return kind(card).isPresent();
  }

  private static Optional<PhantomKind> kind(DatasetCard card) {
    return Arrays.stream(PhantomKind.values())
        .filter(kind -> kind.datasetName().equals(card.name()))
        .findFirst();
  }
}
