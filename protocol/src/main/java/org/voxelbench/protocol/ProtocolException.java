package org.voxelbench.protocol;

/**
 * The protocol can't go on with what it was given; the message is one sentence that says what,
 * where and what to do.
 */
public final class ProtocolException extends RuntimeException {

  public ProtocolException(String message) {
    super(message);
  }

  public ProtocolException(String message, Throwable cause) {
    super(message, cause);
  }
}
