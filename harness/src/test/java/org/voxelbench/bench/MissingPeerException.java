package org.voxelbench.bench;

/** What the bench is to compare with is not there; the message says how to get it. */
final class MissingPeerException extends RuntimeException {

  private static final long serialVersionUID = 1;

  MissingPeerException(String message) {
    super(message);
  }
}
