package org.voxelbench.harness.data;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.Listing;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.training.protocol.DatasetEntry;

/** Whether a data set has the labelled test split that a protocol evaluates on. */
final class PublishedTestSplit {

  private PublishedTestSplit() {}

  /**
   * Checks what can be known from names alone.
   *
   * @throws BadInputException if there is no test case; naming those without a label map, whose
   *     absence would leave a score of fewer cases than the publisher's; or naming those that are
   *     called as training cases are
   */
  static void check(DatasetEntry entry, RawDataset raw) {
    if (entry.test() == null) {
      return;
    }
    Path images = raw.folder().resolve("imagesTs");
    List<RawCase> cases = raw.testCases();
    if (cases.isEmpty()) {
      throw new BadInputException(
          "key 'datasets.test' is imagesTs, but "
              + images
              + " holds no case; add the test images, or leave the key out.");
    }
    refuse(
        cases.stream().filter(one -> one.labelFile().isEmpty()).map(RawCase::id).toList(),
        "key 'datasets.test' is imagesTs, but labelsTs lacks the label map of case ",
        "add them, remove those images, or leave the key out.");
    Set<String> training =
        raw.trainingCases().stream()
            .map(RawCase::id)
            .collect(Collectors.toCollection(HashSet::new));
    refuse(
        cases.stream().map(RawCase::id).filter(training::contains).toList(),
        "both imagesTr and imagesTs hold a case ",
        "rename those of imagesTs and labelsTs, since results go by a case's name.");
  }

  private static void refuse(List<String> ids, String what, String remedy) {
    if (!ids.isEmpty()) {
      throw new BadInputException(
          what + Listing.of(ids.stream().map(id -> "'" + id + "'").toList()) + "; " + remedy);
    }
  }
}
