package org.voxelbench.datasets.memory;

/** In what respect files are remembered; each has a file of its own, which names its schema. */
public enum Topic {
  /** The SHA-256 of a file's bytes. */
  SHA256("sha256-1.log"),
  /** Whether a corpus' image is kept by what its header says. */
  KEEP("keep-1.log"),
  /** What the verification of a case found, where nothing stands in the way of a training. */
  CHECK("check-1.log"),
  /** What a case, or a whole labelled data set, contributes to the fingerprint. */
  FINGERPRINT("fingerprint-1.log");

  private final String fileName;

  Topic(String fileName) {
    this.fileName = fileName;
  }

  String fileName() {
    return fileName;
  }
}
