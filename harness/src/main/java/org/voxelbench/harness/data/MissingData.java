package org.voxelbench.harness.data;

import java.util.List;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.harness.experiment.Experiment;

/** The data sets of an experiment that are not here. */
public final class MissingData {

  private MissingData() {}

  /** One sentence per missing data set: which, and how to get it. */
  public static List<String> sentences(Experiment experiment, DatasetCatalog catalog) {
    return catalog.cards(experiment).stream()
        .filter(card -> catalog.place(card).isEmpty())
        .map(card -> card.name() + ": " + card.howToGet())
        .toList();
  }

  /** Refuses to begin without them. */
  public static void refuse(List<String> missing) {
    if (!missing.isEmpty()) {
      throw new DatasetException(
          missing.size()
              + " data "
              + (missing.size() == 1 ? "set is" : "sets are")
              + " not below the data folder; give it with --data (DATA=). Missing: "
              + String.join(" | ", missing));
    }
  }
}
