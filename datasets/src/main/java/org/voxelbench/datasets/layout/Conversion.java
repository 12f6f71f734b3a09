package org.voxelbench.datasets.layout;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.voxelbench.base.file.AtomicFile;
import org.voxelbench.base.file.FileFault;
import org.voxelbench.base.file.FolderListing;
import org.voxelbench.base.file.Sha256;
import org.voxelbench.base.file.TextFile;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.Labels;
import org.voxelbench.datasets.raw.DatasetJson;

/**
 * Makes a data set that nnU-Net reads out of a publisher's tree: a folder with {@code
 * dataset.json}, a link to the tree, and what nnU-Net can't read as it is.
 *
 * <p>A conversion that was stopped goes on where it was, and several at a time do the same work
 * without harm. Whatever changes in the layout or in the files is converted again.
 */
public final class Conversion {

  private static final List<String> FOLDERS =
      List.of("imagesTr", "labelsTr", "imagesTs", "labelsTs");

  private final String name;
  private final Layout layout;
  private final Labels labels;
  private final Path source;
  private final Path target;

  /**
   * A conversion that is yet to be done.
   *
   * @param name the data set's name
   * @param labels the labels that it has then
   * @param source the publisher's tree
   * @param target the folder of the converted data set, which may be there
   */
  public Conversion(String name, Layout layout, Labels labels, Path source, Path target) {
    this.name = name;
    this.layout = layout;
    this.labels = labels;
    this.source = source;
    this.target = target;
  }

  /**
   * What a conversion found and did.
   *
   * @param training number of training cases
   * @param test number of test cases
   * @param derived number of files that stand beside {@code dataset.json}
   * @param written how many of them were written now
   * @param current whether nothing had to be done
   */
  public record Outcome(int training, int test, int derived, int written, boolean current) {}

  /** The publisher's tree. */
  public Path source() {
    return source;
  }

  /** The folder of the converted data set. */
  public Path target() {
    return target;
  }

  /** Whether a folder is a converted data set, whole or not. */
  public static boolean isIn(Path folder) {
    return ConversionRecord.isIn(folder);
  }

  /**
   * Refuses a converted data set of whose publisher's tree nobody can say whether it changed.
   *
   * @throws DatasetException if the folder is one
   */
  public static void refuseOrphan(Path folder) {
    if (isIn(folder)) {
      throw new DatasetException(
          folder
              + ": was converted from "
              + ConversionRecord.source(folder).orElse("files")
              + ", which no longer lies below the data folder; put it back, or delete "
              + ConversionRecord.NAME
              + " and "
              + DerivedLedger.NAME
              + " there to use it as it is.");
    }
  }

  /**
   * Looks whether the tree is as the layout says, and writes nothing.
   *
   * @throws DatasetException with all that is wrong with the tree
   */
  public void check() {
    LayoutPlan.of(layout, labels, source);
  }

  /**
   * Converts what isn't, or is no longer what the tree and the layout are.
   *
   * @throws DatasetException with all that is wrong with the tree, or naming a file that can't be
   *     read or written
   */
  public Outcome bringUpToDate(Progress progress) {
    LayoutPlan plan = LayoutPlan.of(layout, labels, source);
    ConvertedFiles files = new ConvertedFiles(name, layout, labels, plan);
    ConversionRecord wanted = record(plan, files);
    if (isWhole(wanted, files)) {
      return outcome(plan, files, 0, true);
    }
    checkVolumes(plan);
    checkTarget();
    try {
      int written = convert(files, progress);
      wanted.write(target);
      return outcome(plan, files, written, false);
    } catch (IOException e) {
      throw new DatasetException(target + ": can't be written (" + FileFault.words(e) + ").", e);
    }
  }

  private static Outcome outcome(
      LayoutPlan plan, ConvertedFiles files, int written, boolean current) {
    return new Outcome(
        plan.training().size(), plan.test().size(), files.derived().size(), written, current);
  }

  private ConversionRecord record(LayoutPlan plan, ConvertedFiles files) {
    return new ConversionRecord(
        source.toAbsolutePath().normalize().toString(),
        Sha256.of(layout + "\n" + files.json() + "\n" + plan.state()));
  }

  private boolean isWhole(ConversionRecord wanted, ConvertedFiles files) {
    if (!Files.exists(target.resolve(ConversionRecord.NAME))
        || !ConversionRecord.read(target).sha256().equals(wanted.sha256())
        || !Files.exists(target.resolve(DatasetJson.NAME))
        || !TextFile.read(target.resolve(DatasetJson.NAME)).equals(files.json())) {
      return false;
    }
    DerivedLedger ledger = DerivedLedger.open(target);
    return isLinked()
        && files.links().keySet().stream().allMatch(place -> Files.exists(target.resolve(place)))
        && files.derived().stream().allMatch(ledger::holds);
  }

  private boolean isLinked() {
    Path link = target.resolve(ConvertedFiles.SOURCE);
    try {
      return Files.exists(link) && Files.isSameFile(link, source);
    } catch (IOException e) {
      throw new DatasetException(link + ": can't be read (" + FileFault.words(e) + ").", e);
    }
  }

  /** A file of several volumes must have those that the channels name. */
  private void checkVolumes(LayoutPlan plan) {
    SourceVolumes volumes = new SourceVolumes(source, layout.spacing());
    Map<String, Integer> needed = new TreeMap<>();
    plan.all()
        .flatMap(found -> found.images().stream())
        .filter(volume -> volume.index().isPresent())
        .forEach(volume -> needed.merge(volume.path(), volume.index().getAsInt() + 1, Math::max));
    List<String> faults = new ArrayList<>();
    needed.forEach(
        (path, count) -> {
          int held = volumes.count(path);
          if (held < count) {
            faults.add(
                source.resolve(path)
                    + ": holds "
                    + held
                    + (held == 1 ? " volume" : " volumes")
                    + ", but the layout's channels need "
                    + count
                    + "; fetch the file again.");
          }
        });
    if (!faults.isEmpty()) {
      throw new DatasetException(faults);
    }
  }

  private void checkTarget() {
    Path inside = target.toAbsolutePath().normalize();
    if (inside.startsWith(source.toAbsolutePath().normalize())) {
      throw new DatasetException(
          target + ": lies inside of " + source + "; choose a folder beside it.");
    }
    try {
      if (Files.exists(target) && !isIn(target) && !FolderListing.of(target).isEmpty()) {
        throw new DatasetException(
            target + ": holds files that no conversion wrote; choose another folder.");
      }
    } catch (IOException e) {
      throw new DatasetException(target + ": can't be listed (" + FileFault.words(e) + ").", e);
    }
  }

  private int convert(ConvertedFiles files, Progress progress) throws IOException {
    Files.createDirectories(target);
    DerivedLedger ledger = DerivedLedger.open(target);
    Files.deleteIfExists(target.resolve(ConversionRecord.NAME));
    Files.deleteIfExists(target.resolve(DatasetJson.NAME));
    Path link = target.toRealPath().resolve(ConvertedFiles.SOURCE);
    RelativeLink.make(link, source.toRealPath());
    for (Map.Entry<String, String> entry : files.links().entrySet()) {
      Path place = target.resolve(entry.getKey());
      Files.createDirectories(place.getParent());
      RelativeLink.make(place, link.resolve(entry.getValue()));
    }
    int written = derive(files.derived(), ledger, progress);
    removeOthers(files);
    byte[] json = files.json().getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(target.resolve(DatasetJson.NAME), out -> out.write(json));
    return written;
  }

  /** Writes what is not there yet, on all cores; what can't be is told of all files together. */
  private int derive(List<DerivedFile> all, DerivedLedger ledger, Progress progress)
      throws IOException {
    List<DerivedFile> missing = all.stream().filter(file -> !ledger.holds(file)).toList();
    for (DerivedFile file : missing) {
      Files.createDirectories(target.resolve(file.place()).getParent());
    }
    AtomicLong done = new AtomicLong();
    List<DatasetException> faults;
    try (Progress.Stage stage = progress.stage("Converting " + name, missing.size(), "file")) {
      faults =
          missing.parallelStream()
              .flatMap(
                  file -> {
                    Optional<DatasetException> fault = write(file, ledger);
                    stage.done(done.incrementAndGet());
                    return fault.stream();
                  })
              .toList();
    }
    if (!faults.isEmpty()) {
      throw new DatasetException(
          faults.stream().flatMap(fault -> fault.sentences().stream()).toList());
    }
    return missing.size();
  }

  private Optional<DatasetException> write(DerivedFile file, DerivedLedger ledger) {
    Path place = target.resolve(file.place());
    try {
      deleteLink(place);
      file.writer().write(place);
      ledger.done(file);
      return Optional.empty();
    } catch (DatasetException e) {
      return Optional.of(e);
    }
  }

  private static void deleteLink(Path place) {
    try {
      if (Files.isSymbolicLink(place)) {
        Files.delete(place);
      }
    } catch (IOException e) {
      throw new DatasetException(place + ": can't be replaced (" + FileFault.words(e) + ").", e);
    }
  }

  /** What an earlier conversion left that is no longer a case. */
  private void removeOthers(ConvertedFiles files) throws IOException {
    Set<Path> kept = new HashSet<>();
    files.derived().forEach(file -> kept.add(target.resolve(file.place())));
    files.links().keySet().forEach(place -> kept.add(target.resolve(place)));
    for (String folder : FOLDERS) {
      Path inside = target.resolve(folder);
      if (Files.isDirectory(inside, LinkOption.NOFOLLOW_LINKS)) {
        for (Path file : FolderListing.of(inside)) {
          if (!kept.contains(file)) {
            Files.delete(file);
          }
        }
      }
    }
  }
}
