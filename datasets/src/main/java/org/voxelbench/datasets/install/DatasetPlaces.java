package org.voxelbench.datasets.install;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.voxelbench.datasets.card.CardArchive;
import org.voxelbench.datasets.card.DatasetCard;
import org.voxelbench.datasets.card.Role;

/**
 * Where a data set lies below a data root, before and after it is unpacked.
 *
 * @param root the data root
 * @param card the data set
 */
public record DatasetPlaces(Path root, DatasetCard card) {

  /** The folder of its archives. */
  public Path downloads() {
    return root.resolve("downloads").resolve(card.name());
  }

  /** Where an archive lies. */
  public Path archive(CardArchive archive) {
    return downloads().resolve(archive.name());
  }

  /** Whether all its archives are here. */
  public boolean hasArchives() {
    return !card.archives().isEmpty() && missing().isEmpty();
  }

  /** The archives that aren't here. */
  public List<CardArchive> missing() {
    return card.archives().stream()
        .filter(archive -> !Files.isRegularFile(archive(archive)))
        .toList();
  }

  /** The folder of the data set itself. */
  public Path folder() {
    String place = card.role() == Role.UNLABELLED ? "unlabelled" : "raw";
    return root.resolve(place).resolve(card.folders().get(0));
  }
}
