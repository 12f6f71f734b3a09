package org.voxelbench.preparation.cache;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.claim.Claim;
import org.voxelbench.base.claim.Claims;
import org.voxelbench.base.file.Sha256;

/**
 * A prepared folder that is being filled, by this process and perhaps by others on it.
 *
 * <p>A case is there if its file was made of what it is to be made of, whoever made it. Safe for
 * use by several threads.
 */
public final class CacheFilling {

  private final PreparedFolder folder;
  private final SealFile seal;
  private final SortedMap<String, String> wanted;
  private final Map<String, CaseEntry> known;
  private final Map<String, CaseEntry> there = new ConcurrentHashMap<>();
  private final boolean vouched;
  private final CaseClaims claims;

  /**
   * @param seal of the folder as it is to be, but for the index
   * @param wanted what each case is to be made of, by its name
   * @param known the cases of an index that is whole
   * @param vouched whether the seal that was found covers files that don't say what they are made
   *     of
   */
  CacheFilling(
      PreparedFolder folder,
      SealFile seal,
      SortedMap<String, String> wanted,
      Map<String, CaseEntry> known,
      boolean vouched) {
    this.folder = folder;
    this.seal = seal;
    this.wanted = Collections.unmodifiableSortedMap(new TreeMap<>(wanted));
    this.known = known;
    this.vouched = vouched;
    this.claims = new CaseClaims(folder.claims(), Claims.ofProcess());
  }

  /** Whether a case is there as it is to be; one that is damaged isn't. */
  public boolean has(String id) {
    if (there.containsKey(id)) {
      return true;
    }
    Optional<CaseEntry> found = found(id);
    found.ifPresent(entry -> there.put(id, entry));
    return found.isPresent();
  }

  private Optional<CaseEntry> found(String id) {
    long bytes = folder.caseFile(id).toFile().length();
    if (bytes == 0) {
      return Optional.empty();
    }
    CaseEntry entry = known.get(id);
    if (entry != null && entry.bytes() == bytes && isWanted(entry)) {
      return Optional.of(entry);
    }
    return CaseFile.whole(folder.caseFile(id))
        .map(CaseEntry::of)
        .map(own -> vouched && own.madeOf().isEmpty() ? own.madeOf(wanted.get(id)) : own)
        .filter(this::isWanted);
  }

  private boolean isWanted(CaseEntry entry) {
    return entry.madeOf().equals(wanted.get(entry.id()));
  }

  /**
   * Makes a case, unless it is there or another holds the claim to make it.
   *
   * @param work makes the case of that name
   * @return whether it was made here
   */
  public boolean make(String id, Supplier<PreprocessedCase> work) {
    if (has(id)) {
      return false;
    }
    Optional<Claim> taken = claims.take(id);
    if (taken.isEmpty()) {
      return false;
    }
    try {
      boolean isMissing = !has(id);
      if (isMissing) {
        if (taken.get().isInherited()) {
          folder.clearParts(id);
        }
        add(work.get());
      }
      return isMissing;
    } finally {
      taken.get().forget();
    }
  }

  /** Adds a case that is to be there. */
  public void add(PreprocessedCase prepared) {
    String id = prepared.id();
    CaseFile.write(prepared, wanted.get(id), folder.caseFile(id));
    there.put(id, CaseEntry.of(CaseFile.open(folder.caseFile(id))));
  }

  /**
   * Writes the index and declares that every case is there.
   *
   * @throws BadInputException if one isn't
   */
  public void complete() {
    List<CaseEntry> cases = wanted.keySet().stream().map(this::entry).toList();
    byte[] index = CaseIndex.bytes(cases);
    SealFile whole = seal.completed(Sha256.of(index));
    if (known.isEmpty() || folder.readSeal().filter(whole::equals).isEmpty()) {
      CaseIndex.write(folder.index(), index);
      folder.write(whole);
      folder.clearParts();
    }
    claims.clear();
  }

  private CaseEntry entry(String id) {
    if (!has(id)) {
      throw new BadInputException(
          folder.caseFile(id) + " vanished while the others were made; prepare again.");
    }
    return there.get(id);
  }
}
