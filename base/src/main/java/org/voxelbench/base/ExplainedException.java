package org.voxelbench.base;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** A failure whose message says all that a user needs: what, where and what to do. */
public abstract class ExplainedException extends RuntimeException {

  private static final int MOST_SENTENCES = 40;

  private final transient List<String> sentences;

  protected ExplainedException(String message) {
    this(message, null);
  }

  protected ExplainedException(String message, Throwable cause) {
    super(message, cause);
    this.sentences = List.of(String.valueOf(message));
  }

  /** A failure of several causes, with a sentence for each. */
  protected ExplainedException(List<String> sentences) {
    super(String.join(" | ", told(sentences)));
    this.sentences = List.copyOf(sentences);
  }

  private static List<String> told(List<String> sentences) {
    if (sentences.size() <= MOST_SENTENCES) {
      return List.copyOf(sentences);
    }
    List<String> told = new ArrayList<>(sentences.subList(0, MOST_SENTENCES));
    told.add("And " + (sentences.size() - MOST_SENTENCES) + " more like these.");
    return List.copyOf(told);
  }

  /** The sentences of all causes. */
  public List<String> sentences() {
    return sentences;
  }

  /** Those of them that are shown: the first 40, and how many more there are. */
  public List<String> told() {
    return told(sentences);
  }

  /** Whether a failure's message says all that a user needs; those of files do. */
  public static boolean isExplained(Throwable failure) {
    return failure instanceof ExplainedException || failure instanceof UncheckedIOException;
  }
}
