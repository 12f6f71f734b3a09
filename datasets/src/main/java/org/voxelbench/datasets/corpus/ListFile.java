package org.voxelbench.datasets.corpus;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.voxelbench.base.format.CsvSheet;
import org.voxelbench.datasets.raw.Scan;

/**
 * A list of one's own: a CSV file with the column {@code path}, and those of {@code case}, {@code
 * subject}, {@code session}, {@code modality}, {@code quality}, {@code ignore_mask} and {@code
 * anatomy_mask} that are known.
 *
 * @param images takes them
 */
record ListFile(ImageList images) {

  private static final String PATH = "path";

  void list() {
    new CsvSheet(images.source(), List.of(PATH)).forEach(this::add);
  }

  private void add(CsvSheet.Row row) {
    String path = row.need(PATH);
    String called = row.text("case").orElse(path);
    Scan scan =
        new Scan(
            row.text("subject").orElse(called),
            row.text("session").orElse(""),
            row.text("modality").orElse(""),
            row.number("quality"),
            file(row, "anatomy_mask"));
    images.add(called, in(path), scan, file(row, "ignore_mask"));
  }

  private Optional<Path> file(CsvSheet.Row row, String column) {
    return row.text(column).map(this::in);
  }

  private Path in(String path) {
    return images.file(images.folder(), path);
  }
}
