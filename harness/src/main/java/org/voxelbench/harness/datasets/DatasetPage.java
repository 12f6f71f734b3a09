package org.voxelbench.harness.datasets;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.voxelbench.datasets.card.AccessKind;
import org.voxelbench.datasets.card.DatasetCard;

/** All that a card says of a data set, and where it is. */
record DatasetPage(DatasetCard card, DatasetState state, Optional<Path> place) {

  private static final String UNKNOWN = "not stated";

  void print(PrintWriter out) {
    out.println(card.name() + ": " + card.title());
    line(
        out,
        "role",
        card.role().name().toLowerCase(Locale.ROOT)
            + card.paper().map(id -> " (" + id + " of the paper)").orElse(""));
    line(out, "modality", card.modality());
    line(out, "channels", card.channels().isEmpty() ? UNKNOWN : card.channels().toString());
    line(out, "labels", card.labels().isEmpty() ? UNKNOWN : card.labels().toString());
    line(out, "cases", cases());
    line(out, "spacing", card.spacing().orElse(UNKNOWN));
    card.grouping().ifPresent(grouping -> line(out, "grouping", grouping));
    line(out, "cite", card.citation().orElse(UNKNOWN));
    line(out, "licence", card.licence().orElse(UNKNOWN));
    line(out, "here", state + place.map(path -> ", " + path).orElse(""));
    line(out, "size", card.size().orElse(UNKNOWN));
    line(
        out,
        "access",
        card.access().flatMap(how -> how.kind()).map(AccessKind::toString).orElse(UNKNOWN));
    line(out, "get it", card.howToGet());
    lines(out, "read in", card.source());
    card.notes().ifPresent(notes -> line(out, "note", notes));
  }

  private String cases() {
    OptionalInt training = card.trainingCases();
    OptionalInt test = card.testCases();
    return training.isEmpty()
        ? UNKNOWN
        : training.getAsInt()
            + (test.isPresent() ? ", and " + test.getAsInt() + " held out by its makers" : "");
  }

  private static void lines(PrintWriter out, String key, List<String> values) {
    for (int i = 0; i < values.size(); i++) {
      line(out, i == 0 ? key : "", values.get(i));
    }
  }

  private static void line(PrintWriter out, String key, String value) {
    out.printf("  %-9s %s%n", key.isEmpty() ? "" : key + ":", value);
  }
}
