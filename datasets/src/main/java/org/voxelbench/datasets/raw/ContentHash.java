package org.voxelbench.datasets.raw;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.voxelbench.base.file.Sha256;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.nifti.Nifti;

/** Identifies a data set by what its files hold. */
final class ContentHash {

  private ContentHash() {}

  static String of(RawDataset dataset) {
    Map<String, Path> files = new TreeMap<>();
    Path folder = dataset.folder().toAbsolutePath().normalize();
    Stream<Path> json =
        dataset.json().stream().map(declared -> dataset.folder().resolve(DatasetJson.NAME));
    Stream<Path> images =
        Stream.concat(dataset.trainingCases().stream(), dataset.testCases().stream())
            .flatMap(c -> Stream.concat(c.imageFiles().stream(), c.labelFile().stream()))
            .flatMap(file -> Nifti.files(file).stream());
    Stream.concat(json, images)
        .map(file -> file.toAbsolutePath().normalize())
        .forEach(file -> files.put(relative(folder, file), file));
    Sha256 hash = new Sha256();
    files.forEach((name, file) -> hash.update(name + "\0" + of(file) + "\n"));
    return hash.hex();
  }

  private static String relative(Path folder, Path file) {
    return folder.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
  }

  private static String of(Path file) {
    try {
      return Sha256.of(file);
    } catch (IOException e) {
      throw new DatasetException(file + ": can't be read for its hash; is it missing?", e);
    }
  }
}
