package org.voxelbench.preparation.cache;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.voxelbench.base.BadInputException;
import org.voxelbench.preparation.plan.Configuration;
import org.voxelbench.preparation.plan.DatasetFingerprint;
import org.voxelbench.preparation.plan.Plan;
import org.voxelbench.preparation.plan.PlanJson;

/**
 * A folder of preprocessed cases with their plan and fingerprint, of which each case is opened when
 * it is first read.
 *
 * <p>Safe for use by several threads.
 */
public final class PreparedDataset {

  private final PreparedFolder folder;
  private final SealFile seal;
  private final ChunkCache cache;
  private final Plan plan;
  private final Map<String, Optional<CaseEntry>> entries;
  private final Map<String, CachedCase> cases = new ConcurrentHashMap<>();

  private PreparedDataset(PreparedFolder folder, SealFile seal, long cacheBytes) {
    this.folder = folder;
    this.seal = seal;
    this.cache = new ChunkCache(cacheBytes);
    this.plan = PlanJson.readPlan(folder.plan());
    this.entries = folder.readCases(seal);
  }

  /**
   * Opens a prepared folder.
   *
   * @param cacheBytes decompressed chunks kept in memory, 0 for none
   * @throws BadInputException naming the file, if something is missing, damaged or unfinished
   */
  public static PreparedDataset open(Path path, long cacheBytes) {
    PreparedFolder folder = new PreparedFolder(path);
    SealFile seal =
        folder
            .readSeal()
            .filter(SealFile::complete)
            .orElseThrow(
                () ->
                    new BadInputException(
                        path + " holds no prepared data set, or an unfinished one; prepare it."));
    return new PreparedDataset(folder, seal, cacheBytes);
  }

  /** Whether a folder holds a prepared data set, with every case. */
  public static boolean isComplete(Path path) {
    PreparedFolder folder = new PreparedFolder(path);
    return folder
        .readSeal()
        .filter(SealFile::complete)
        .filter(seal -> folder.caseNames().containsAll(folder.readCases(seal).keySet()))
        .isPresent();
  }

  /** Identifies the raw data, the plan and the configuration that the cases were made of. */
  public String hash() {
    return seal.hash();
  }

  /** The plan. */
  public Plan plan() {
    return plan;
  }

  /** The configuration that the cases were preprocessed for. */
  public Configuration configuration() {
    return plan.configuration(seal.configuration());
  }

  /** The data set's fingerprint. */
  public DatasetFingerprint fingerprint() {
    return PlanJson.readFingerprint(folder.fingerprint());
  }

  /** Ids of all cases, sorted. */
  public List<String> caseIds() {
    return List.copyOf(entries.keySet());
  }

  /**
   * The case of that id.
   *
   * @throws BadInputException if there is none
   */
  public CachedCase preparedCase(String id) {
    return cases.computeIfAbsent(id, this::opened);
  }

  private CachedCase opened(String id) {
    if (!entries.containsKey(id)) {
      throw new BadInputException(
          "the prepared data set '" + plan.datasetName() + "' has no case '" + id + "'.");
    }
    Path file = folder.caseFile(id);
    return entries
        .get(id)
        .map(entry -> CachedCase.of(file, entry, cache))
        .orElseGet(() -> CachedCase.open(file, cache));
  }

  /** The cases of those ids, in that order. */
  public List<PreparedCase> cases(List<String> ids) {
    return ids.stream().<PreparedCase>map(this::preparedCase).toList();
  }
}
