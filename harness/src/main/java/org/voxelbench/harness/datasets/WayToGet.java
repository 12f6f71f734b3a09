package org.voxelbench.harness.datasets;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.voxelbench.datasets.card.Access;
import org.voxelbench.datasets.card.AccessKind;
import org.voxelbench.datasets.card.DatasetCard;
import org.voxelbench.datasets.install.DatasetPlaces;

/** What people must do themselves to get a data set, and where to put it. */
record WayToGet(DatasetPlaces places) {

  void print(PrintWriter out) {
    DatasetCard card = places.card();
    Optional<AccessKind> kind = card.access().flatMap(Access::kind);
    out.println(card.name() + ": " + why(kind) + ".");
    card.page().ifPresent(page -> out.println("  page: " + page));
    List<String> steps = card.access().map(Access::steps).orElse(List.of());
    for (int i = 0; i < steps.size(); i++) {
      out.println((i == 0 ? "  how:  " : "        ") + (i + 1) + ". " + steps.get(i));
    }
    if (kind.filter(given -> given == AccessKind.NOBODY).isEmpty()) {
      out.println("  into: " + place());
    }
    card.licence().ifPresent(licence -> out.println("  under: " + licence));
  }

  private static String why(Optional<AccessKind> kind) {
    return kind.map(
            given ->
                switch (given) {
                  case OPEN -> "is open, but nobody has written down an archive to fetch";
                  case REGISTRATION -> "needs an account with its publisher";
                  case AGREEMENT -> "needs an agreement with its publisher";
                  case NOBODY -> "can't be had by anybody but its makers";
                })
        .orElse("can't be fetched by this command");
  }

  /** Where it goes, by hand or as archives that this command unpacks. */
  private String place() {
    Path folder = places.folder();
    String archives =
        places.missing().stream()
            .map(archive -> places.archive(archive).toString())
            .collect(Collectors.joining(", "));
    return folder
        + (archives.isEmpty()
            ? ""
            : "; or put the archive to " + archives + " and call this again");
  }
}
