package org.voxelbench.preparation.cache;

import java.util.Arrays;

/**
 * What is known of a case file without opening it.
 *
 * @param id the case's name
 * @param madeOf hash of what it was made of; empty in files of before 0.2
 * @param bytes size of the file
 * @param channels the number of image channels
 * @param shape voxels per axis, {@code [D, H, W]}
 */
record CaseEntry(String id, String madeOf, long bytes, int channels, int[] shape) {

  static CaseEntry of(CaseFile file) {
    CaseHeader header = file.header();
    return new CaseEntry(
        header.id(), header.madeOf(), file.bytes(), header.channels(), header.shape());
  }

  /** Whether a file is the one that this is known of. */
  boolean tellsOf(CaseFile file) {
    CaseHeader header = file.header();
    return bytes == file.bytes()
        && id.equals(header.id())
        && (header.madeOf().isEmpty() || madeOf.equals(header.madeOf()))
        && channels == header.channels()
        && Arrays.equals(shape, header.shape());
  }

  /** The same file, vouched for by the seal of a folder of before 0.2. */
  CaseEntry madeOf(String hash) {
    return new CaseEntry(id, hash, bytes, channels, shape);
  }
}
