package org.voxelbench.harness.datasets;

import org.voxelbench.base.BadInputException;
import org.voxelbench.datasets.card.DatasetCard;
import org.voxelbench.datasets.install.DatasetPlaces;
import org.voxelbench.harness.data.DatasetCatalog;

/** How far a data set is from being used. */
enum DatasetState {
  /** Nothing of it is here. */
  MISSING("missing"),
  /** Its archives are here, to be unpacked. */
  ARCHIVE_HERE("archive here"),
  /** Its folder is here, but can't be opened. */
  UNPACKED("unpacked"),
  /** A protocol may name it. */
  READY("ready"),
  /** It is made, not fetched. */
  DRAWN("drawn when needed");

  private final String words;

  DatasetState(String words) {
    this.words = words;
  }

  /** The state of a data set. */
  static DatasetState of(DatasetCard card, DatasetCatalog catalog) {
    if (DatasetCatalog.isDrawn(card)) {
      return DRAWN;
    }
    if (catalog.place(card).isEmpty()) {
      return catalog.root().filter(root -> new DatasetPlaces(root, card).hasArchives()).isPresent()
          ? ARCHIVE_HERE
          : MISSING;
    }
    try {
      catalog.check(card);
      return READY;
    } catch (BadInputException e) {
      return UNPACKED;
    }
  }

  @Override
  public String toString() {
    return words;
  }
}
