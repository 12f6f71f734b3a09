package org.voxelbench.datasets.download;

import java.time.Duration;

/**
 * Why a try brought no whole file.
 *
 * @param words as part of a sentence
 * @param lasting whether another try would end the same
 * @param asked how long the server asks to wait; zero if it doesn't
 */
record Fault(String words, boolean lasting, Duration asked) {

  /** One that may be gone at the next try. */
  static Fault passing(String words) {
    return new Fault(words, false, Duration.ZERO);
  }

  /** One that another try won't change. */
  static Fault lasting(String words) {
    return new Fault(words, true, Duration.ZERO);
  }

  /** A cause as the end of a sentence's part; nothing if it has no words. */
  static String because(Throwable cause) {
    return cause.getMessage() == null ? "" : " (" + cause.getMessage() + ")";
  }
}
