package org.voxelbench.preparation.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.file.FileFault;
import org.voxelbench.base.file.Sha256;
import org.voxelbench.base.format.FileSchema;
import org.voxelbench.base.format.OtherVersionException;
import org.voxelbench.base.format.StampedJson;
import org.voxelbench.preparation.plan.DatasetFingerprint;
import org.voxelbench.preparation.plan.Plan;
import org.voxelbench.preparation.plan.PlanJson;

/**
 * A prepared folder on disk: {@code plan.json}, {@code fingerprint.json}, {@code seal.json}, {@code
 * index.tsv}, {@code cases/}, and {@code claims/} while it is being filled.
 */
public record PreparedFolder(Path path) {

  private static final StampedJson SEAL = new StampedJson(new FileSchema(1, 3));

  /** No file takes so long to be written. */
  private static final long PART_MILLIS = TimeUnit.HOURS.toMillis(1);

  /** Of the cases, in the hash. */
  private static final String FORMAT = "1";

  /**
   * Begins or takes up a preparation. Cases that are there stay if they were made of what they are
   * to be made of; files of other cases are deleted.
   *
   * @param rawHash identifies the raw data
   * @param cases hash of what each case is to be made of, by its name
   */
  public CacheFilling begin(
      DatasetFingerprint fingerprint,
      Plan plan,
      String configuration,
      String rawHash,
      SortedMap<String, String> cases) {
    for (String id : cases.keySet()) {
      if (!Path.of(id).equals(Path.of(id).getFileName())) {
        throw new BadInputException("case id '" + id + "' can't be the name of a file; rename it.");
      }
    }
    Optional<SealFile> found = readSeal();
    String hash = hash(PlanJson.toJson(plan).toString(), configuration, rawHash);
    boolean same = found.filter(seal -> seal.hash().equals(hash)).isPresent();
    Optional<Map<String, CaseEntry>> known =
        found.flatMap(seal -> CaseIndex.read(index(), seal.index()));
    String index = known.flatMap(entries -> found).map(SealFile::index).orElse(SealFile.UNWRITTEN);
    SealFile begun = new SealFile(hash, configuration, List.copyOf(cases.keySet()), false, index);
    if (!same) {
      reseal(begun, plan, fingerprint);
      deleteOthers(cases.keySet());
    }
    return new CacheFilling(
        this,
        begun,
        cases,
        known.orElse(Map.of()),
        same && found.filter(SealFile::vouches).isPresent());
  }

  /** The old seal goes first, so that plan and seal never contradict each other. */
  private void reseal(SealFile seal, Plan plan, DatasetFingerprint fingerprint) {
    try {
      Files.deleteIfExists(sealPath());
    } catch (IOException e) {
      throw new BadInputException(
          sealPath() + " can't be deleted (" + FileFault.words(e) + ").", e);
    }
    PlanJson.write(plan, plan());
    PlanJson.write(fingerprint, fingerprint());
    write(seal);
  }

  static String hash(String planText, String configuration, String rawHash) {
    return Sha256.of(String.join("\0", FORMAT, planText, configuration, rawHash));
  }

  Path plan() {
    return path.resolve("plan.json");
  }

  Path fingerprint() {
    return path.resolve("fingerprint.json");
  }

  Path caseFile(String id) {
    return casesPath().resolve(id + CaseFile.ENDING);
  }

  Path index() {
    return path.resolve(CaseIndex.NAME);
  }

  Path claims() {
    return path.resolve("claims");
  }

  /** The seal, if the folder has a readable one. */
  Optional<SealFile> readSeal() {
    if (!Files.isRegularFile(sealPath())) {
      return Optional.empty();
    }
    try {
      return Optional.of(SEAL.read(sealPath(), SealFile.class, SealFile.LATER));
    } catch (OtherVersionException e) {
      throw e;
    } catch (BadInputException e) {
      throw new BadInputException(
          sealPath() + " is damaged; delete the folder and prepare the data set again.", e);
    }
  }

  /**
   * The cases that a seal speaks of, by their names, sorted, with what is known of each: of a
   * folder that is complete and not of before 0.2, what its index tells.
   *
   * @throws BadInputException naming the index, if it isn't the one that was sealed
   */
  Map<String, Optional<CaseEntry>> readCases(SealFile seal) {
    Map<String, Optional<CaseEntry>> cases = new LinkedHashMap<>();
    if (!seal.complete() || seal.vouches()) {
      seal.cases().forEach(id -> cases.put(id, Optional.empty()));
      return cases;
    }
    CaseIndex.read(index(), seal.index())
        .orElseThrow(
            () ->
                new BadInputException(
                    index()
                        + " is missing or damaged; start the benchmark again, which writes it anew"
                        + " from the cases."))
        .forEach((id, entry) -> cases.put(id, Optional.of(entry)));
    return cases;
  }

  void write(SealFile seal) {
    SEAL.write(sealPath(), seal);
  }

  private Path sealPath() {
    return path.resolve("seal.json");
  }

  private Path casesPath() {
    return path.resolve("cases");
  }

  private void deleteOthers(Set<String> cases) {
    for (String id : caseNames()) {
      if (!cases.contains(id)) {
        try {
          Files.deleteIfExists(caseFile(id));
        } catch (IOException e) {
          throw new BadInputException(
              caseFile(id) + ": a case that is no more can't be deleted: " + FileFault.words(e), e);
        }
      }
    }
  }

  /** Removes what killed processes were writing aside; others may be writing now. */
  void clearParts() {
    long now = System.currentTimeMillis();
    for (Path folder : List.of(path, casesPath())) {
      clear(folder, file -> isPart(file, ".") && now - file.toFile().lastModified() > PART_MILLIS);
    }
  }

  /** Removes what a killed process was writing aside of a case that nobody else may write now. */
  void clearParts(String id) {
    clear(casesPath(), file -> isPart(file, "." + id + CaseFile.ENDING + "."));
  }

  private static void clear(Path folder, Predicate<Path> part) {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(part).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new BadInputException(folder + " can't be cleared: " + FileFault.words(e) + ".", e);
    }
  }

  private static boolean isPart(Path file, String start) {
    String name = file.getFileName().toString();
    return name.startsWith(start) && name.endsWith(".part");
  }

  /** Names of the cases whose files are there. */
  Set<String> caseNames() {
    if (!Files.isDirectory(casesPath())) {
      return Set.of();
    }
    try (Stream<Path> files = Files.list(casesPath())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(CaseFile.ENDING))
          .map(name -> name.substring(0, name.length() - CaseFile.ENDING.length()))
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new BadInputException(casesPath() + " can't be listed: " + FileFault.words(e) + ".", e);
    }
  }
}
