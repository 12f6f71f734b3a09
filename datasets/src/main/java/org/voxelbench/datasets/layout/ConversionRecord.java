package org.voxelbench.datasets.layout;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.voxelbench.base.format.FileSchema;
import org.voxelbench.base.format.StampedJson;

/**
 * What a converted data set was made of, in {@code conversion.json}, which is there while the
 * conversion is whole.
 *
 * @param source the publisher's folder as it was named
 * @param sha256 over layout, {@code dataset.json}, and path, length and time of all files that
 *     count
 */
record ConversionRecord(String source, String sha256) {

  static final String NAME = "conversion.json";

  private static final StampedJson JSON = new StampedJson(new FileSchema(1, 1));

  /** Whether a folder is a converted data set, whole or not. */
  static boolean isIn(Path folder) {
    return Files.exists(folder.resolve(NAME)) || Files.exists(folder.resolve(DerivedLedger.NAME));
  }

  /** What a converted data set was made of, if its conversion is whole. */
  static Optional<String> source(Path folder) {
    return Files.exists(folder.resolve(NAME))
        ? Optional.of(read(folder).source())
        : Optional.empty();
  }

  static ConversionRecord read(Path folder) {
    return JSON.read(folder.resolve(NAME), ConversionRecord.class);
  }

  void write(Path folder) {
    JSON.write(folder.resolve(NAME), this);
  }
}
