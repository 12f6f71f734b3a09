package org.voxelbench.base.format;

import org.voxelbench.base.BadInputException;
import org.voxelbench.base.ProgramVersion;

/** A file is whole, but of a version of VoxelBench whose files this one can't read. */
public final class OtherVersionException extends BadInputException {

  /**
   * Says who wrote the file and what to do.
   *
   * @param where the file, as messages call it
   * @param writtenBy the version that wrote it
   * @param why what this version can't read
   */
  public OtherVersionException(String where, String writtenBy, String why) {
    this(where, writtenBy, why, null);
  }

  OtherVersionException(String where, String writtenBy, String why, Throwable cause) {
    super(
        where
            + " was made by VoxelBench "
            + writtenBy
            + ", and this is "
            + ProgramVersion.current()
            + ", which can't read it ("
            + why
            + "): read it with version "
            + writtenBy
            + ", or start again in another folder.",
        cause);
  }
}
