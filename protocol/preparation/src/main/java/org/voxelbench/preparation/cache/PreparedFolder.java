package org.voxelbench.preparation.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

/** Writes a prepared folder so that an interrupted preparation can be taken up again. */
public record PreparedFolder(Path path) {

  private static final StampedJson SEAL = new StampedJson(new FileSchema(1, 2));

  /** Of the cases, in the hash. */
  private static final String FORMAT = "1";

  /**
   * Begins or takes up a preparation; cases of another plan or other raw data are deleted.
   *
   * @param rawHash identifies the raw data
   * @return the cases that are still to be prepared; none if the folder is as it should be
   */
  public List<String> begin(
      DatasetFingerprint fingerprint,
      Plan plan,
      String configuration,
      String rawHash,
      List<String> caseIds) {
    for (String id : caseIds) {
      if (!Path.of(id).equals(Path.of(id).getFileName())) {
        throw new BadInputException("case id '" + id + "' can't be the name of a file; rename it.");
      }
    }
    String planText = PlanJson.toJson(plan).toString();
    SealFile seal =
        new SealFile(
            hash(planText, configuration, rawHash),
            configuration,
            caseIds.stream().sorted().toList(),
            false);
    Optional<SealFile> found = readSeal();
    if (found.isEmpty() || !found.get().hash().equals(seal.hash())) {
      deleteStale();
      PlanJson.write(plan, plan());
      PlanJson.write(fingerprint, fingerprint());
      write(seal);
    }
    List<String> missing = new ArrayList<>();
    for (String id : seal.cases()) {
      if (!Files.isRegularFile(caseFile(id))) {
        missing.add(id);
      }
    }
    return missing;
  }

  static String hash(String planText, String configuration, String rawHash) {
    return Sha256.of(String.join("\0", FORMAT, planText, configuration, rawHash));
  }

  /** Adds a case. */
  public void add(PreprocessedCase prepared) {
    CaseFile.write(prepared, caseFile(prepared.id()));
  }

  /** Declares that every case is there. */
  public void complete() {
    SealFile seal =
        readSeal()
            .orElseThrow(() -> new BadInputException(sealPath() + " vanished; prepare again."));
    if (!seal.complete()) {
      write(seal.completed());
    }
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

  /** The seal, if the folder has a readable one. */
  Optional<SealFile> readSeal() {
    if (!Files.isRegularFile(sealPath())) {
      return Optional.empty();
    }
    try {
      return Optional.of(SEAL.read(sealPath(), SealFile.class));
    } catch (OtherVersionException e) {
      throw e;
    } catch (BadInputException e) {
      throw new BadInputException(
          sealPath() + " is damaged; delete the folder and prepare the data set again.", e);
    }
  }

  private void write(SealFile seal) {
    SEAL.write(sealPath(), seal);
  }

  private Path sealPath() {
    return path.resolve("seal.json");
  }

  private Path casesPath() {
    return path.resolve("cases");
  }

  /** The seal goes first, so that a folder without its cases never passes for a whole one. */
  private void deleteStale() {
    try {
      Files.deleteIfExists(sealPath());
      if (Files.isDirectory(casesPath())) {
        try (Stream<Path> files = Files.list(casesPath())) {
          for (Path file : files.filter(f -> f.toString().endsWith(CaseFile.ENDING)).toList()) {
            Files.delete(file);
          }
        }
      }
    } catch (IOException e) {
      throw new BadInputException(
          path + ": cases of another plan can't be deleted (" + FileFault.words(e) + ").", e);
    }
  }
}
