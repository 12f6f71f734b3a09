package org.voxelbench.harness.survey;

/**
 * Names a case.
 *
 * @param dataset the data set's name
 * @param part where it belongs
 * @param id its own name
 */
public record CaseKey(String dataset, Part part, String id) {

  /** The name in a sentence about its data set. */
  public String words() {
    return switch (part) {
      case TRAINING -> "'" + id + "'";
      case TEST -> "'" + id + "' (test)";
      case OTHER -> "'" + id + "' of " + dataset;
    };
  }
}
