package org.voxelbench.preparation.cache;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.voxelbench.base.BadInputException;
import org.voxelbench.preparation.plan.PlanJson;

/** Reads a prepared folder again, every chunk of it. */
public final class PreparedCheck {

  private PreparedCheck() {}

  /**
   * Checks seal, plan and the checksums of all cases.
   *
   * @param rawHashes content hashes of the raw data as they are now, with test cases and without;
   *     empty if the data aren't there
   * @param fault takes one sentence for each fault
   */
  public static void check(Path path, Set<String> rawHashes, Consumer<String> fault) {
    PreparedFolder folder = new PreparedFolder(path);
    try {
      Optional<SealFile> found = folder.readSeal();
      if (found.isEmpty()) {
        return;
      }
      SealFile seal = found.get();
      String plan = PlanJson.toJson(PlanJson.readPlan(folder.plan())).toString();
      PlanJson.readFingerprint(folder.fingerprint());
      if (!rawHashes.isEmpty()
          && rawHashes.stream()
              .map(hash -> PreparedFolder.hash(plan, seal.configuration(), hash))
              .noneMatch(seal.hash()::equals)) {
        fault.accept(
            "'"
                + path
                + "' was made of other raw files or of another plan; delete it and run"
                + " the benchmark again.");
      }
      folder
          .readCases(seal)
          .forEach(
              (id, entry) -> {
                if (seal.complete() || Files.exists(folder.caseFile(id))) {
                  checkCase(folder.caseFile(id), entry, fault);
                }
              });
    } catch (BadInputException e) {
      fault.accept(e.getMessage());
    }
  }

  private static void checkCase(Path file, Optional<CaseEntry> known, Consumer<String> fault) {
    if (!Files.exists(file)) {
      fault.accept("'" + file + "' is missing; run the benchmark again, which prepares it anew.");
      return;
    }
    try {
      CaseBlocks blocks = CaseBlocks.of(file);
      blocks.verify();
      if (known.filter(entry -> !entry.tellsOf(blocks.file())).isPresent()) {
        fault.accept(
            "'"
                + file
                + "' is not the file that was sealed; delete it and run the benchmark again,"
                + " which prepares it anew.");
      }
    } catch (BadInputException e) {
      fault.accept(e.getMessage());
    }
  }
}
