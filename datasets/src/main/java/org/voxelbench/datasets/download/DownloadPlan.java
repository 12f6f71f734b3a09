package org.voxelbench.datasets.download;

/**
 * How files are fetched.
 *
 * @param patience what a bad connection may cost
 * @param streams how many blocks of a file are fetched at a time
 * @param blockBytes bytes of a block; shorter files are fetched in one stream
 */
record DownloadPlan(Patience patience, int streams, long blockBytes) {

  /** Four streams of blocks of 32 MiB. */
  static DownloadPlan of(Patience patience) {
    return new DownloadPlan(patience, 4, 32L << 20);
  }
}
