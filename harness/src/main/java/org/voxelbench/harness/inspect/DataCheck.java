package org.voxelbench.harness.inspect;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.card.DatasetCard;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.harness.console.FolderChecks;
import org.voxelbench.harness.data.CorpusFiles;
import org.voxelbench.harness.data.DatasetCatalog;
import org.voxelbench.harness.data.LabelledDataset;
import org.voxelbench.harness.data.Preparation;
import org.voxelbench.harness.experiment.Workspace;
import org.voxelbench.harness.run.LaunchRecord;
import org.voxelbench.harness.run.RunSettings;
import org.voxelbench.preparation.cache.PreparedCheck;
import org.voxelbench.store.Manifest;
import org.voxelbench.store.RunKey;
import org.voxelbench.training.protocol.DatasetEntry;
import org.voxelbench.training.protocol.Protocol;
import org.voxelbench.training.protocol.Protocols;

/** Whether protocol, data sets, splits and caches are those that the runs were made of. */
public final class DataCheck {

  private static final int THREADS = 4;

  private final Workspace workspace;
  private final List<Manifest> runs;
  private final Consumer<String> fault;
  private final Map<String, RawDataset> present = new TreeMap<>();
  private final Map<String, Set<String>> hashes = new TreeMap<>();
  private final TreeSet<String> unread = new TreeSet<>();
  private final Set<String> told = new HashSet<>();

  /** Opens the data sets that are here, and checks them against the manifests. */
  public DataCheck(
      Workspace workspace, DatasetCatalog catalog, List<Manifest> runs, Consumer<String> fault) {
    this.workspace = workspace;
    this.runs = runs;
    this.fault = fault;
    TreeSet<String> names = new TreeSet<>();
    runs.forEach(run -> names.addAll(run.dataHashes().keySet()));
    names.forEach(name -> guarded(() -> open(name, catalog)));
  }

  private void open(String name, DatasetCatalog catalog) {
    Optional<DatasetCard> card =
        catalog.cards().stream().filter(known -> known.name().equals(name)).findFirst();
    Optional<Path> place = card.flatMap(catalog::place).filter(Files::isDirectory);
    if (place.isEmpty() && !catalog.hasRoot()) {
      unread.add(name);
      return;
    }
    RawDataset raw = inUse(catalog.open(catalog.card(name)));
    present.put(name, raw);
    List<String> now = hashes(raw);
    hashes.put(name, Set.copyOf(now));
    TreeSet<String> made = new TreeSet<>();
    runs.forEach(run -> Optional.ofNullable(run.dataHashes().get(name)).ifPresent(made::add));
    now.forEach(made::remove);
    if (!made.isEmpty()) {
      fault.accept(
          "the files in '"
              + raw.folder()
              + "' changed since runs were made of them (their hash is "
              + now.get(0)
              + ", was "
              + String.join(", ", made)
              + "); put them back, or give another --out.");
    }
  }

  /**
   * The hash of the training cases, and that with the test cases: of runs that are evaluated on
   * them, and of all runs of earlier versions.
   */
  private static List<String> hashes(RawDataset raw) {
    List<String> hashes = new ArrayList<>();
    hashes.add(raw.only(raw.trainingCases()).contentHash());
    try {
      hashes.add(raw.contentHash());
    } catch (DatasetException e) {
      // No run was ever made with a test split that can't be read.
    }
    return hashes;
  }

  /** Of a corpus the images that were learnt from, by headers and by the list of the others. */
  private RawDataset inUse(RawDataset raw) {
    if (raw.json().isPresent() || !Files.isRegularFile(LaunchRecord.protocolFile(workspace))) {
      return raw;
    }
    Protocol protocol = LaunchRecord.protocol(workspace);
    RawDataset kept =
        new Preparation(protocol, workspace, THREADS, Progress.SILENT)
            .keep(raw, protocol.pretraining())
            .images();
    Set<String> skipped = CorpusFiles.skipped(workspace.root(), raw.name());
    return kept.only(
        kept.trainingCases().stream().filter(one -> !skipped.contains(one.id())).toList());
  }

  /** Whether the runs are of the protocol that lies beside them, and of its splits. */
  public void protocol() {
    guarded(
        () -> {
          Protocol protocol = LaunchRecord.protocol(workspace);
          String hash = Protocols.comparabilityHash(protocol);
          for (Manifest run : runs) {
            if (run.key() instanceof RunKey key && !key.protocolHash().equals(hash)) {
              fault.accept(
                  "run '"
                      + run.id()
                      + "' is of another protocol than '"
                      + LaunchRecord.protocolFile(workspace)
                      + "'; move its folder out of this store.");
            }
          }
          protocol.datasets().forEach(entry -> guarded(() -> split(entry)));
        });
  }

  private void split(DatasetEntry entry) {
    RawDataset raw = present.get(entry.name());
    if (raw == null) {
      return;
    }
    String hash = LabelledDataset.splitHash(entry, LabelledDataset.folds(entry, raw));
    for (Manifest run : runs) {
      if (run.key() instanceof RunKey key && key.dataset().equals(entry.name())) {
        Path folder = workspace.run(run.id());
        RunSettings.splitHash(folder)
            .filter(made -> !made.equals(hash))
            .ifPresent(
                made ->
                    fault.accept(
                        "run '"
                            + run.id()
                            + "' was made with another split of '"
                            + raw.folder()
                            + "' than splits_final.json or the protocol give now; undo the edit, or"
                            + " give another --out."));
      }
    }
  }

  /** Whether all chunks of all caches are whole and of the present data. */
  public void caches() {
    Path parent = workspace.root().resolve("preprocessed");
    if (!Files.isDirectory(parent)) {
      return;
    }
    for (String name : FolderChecks.names(parent)) {
      Set<String> known = hashes.getOrDefault(name, Set.of());
      if (Files.isDirectory(parent.resolve(name))) {
        for (String kind : FolderChecks.names(parent.resolve(name))) {
          PreparedCheck.check(parent.resolve(name).resolve(kind), known, fault);
        }
      }
    }
  }

  /** In words, which data sets were not read. */
  public String unread() {
    return unread.isEmpty() ? "" : "; not read, for want of --data: " + String.join(", ", unread);
  }

  private void guarded(Runnable check) {
    try {
      check.run();
    } catch (BadInputException e) {
      if (told.add(e.getMessage())) {
        fault.accept(e.getMessage());
      }
    }
  }
}
