package org.voxelbench.datasets.raw;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.voxelbench.base.file.Sha256;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.volume.Volumes;

/** Identifies a data set by what its files hold. */
final class ContentHash {

  private ContentHash() {}

  static String of(RawDataset dataset) {
    Map<String, Path> files = new TreeMap<>();
    Path folder = plain(dataset.folder());
    Stream<Path> json =
        dataset.json().stream().map(declared -> dataset.folder().resolve(DatasetJson.NAME));
    Stream<Path> images =
        Stream.concat(dataset.trainingCases().stream(), dataset.testCases().stream())
            .flatMap(c -> Stream.concat(c.imageFiles().stream(), c.labelFile().stream()))
            .flatMap(file -> Volumes.files(file).stream());
    Map<Path, String> written = writtenWithVariables(dataset);
    Stream.concat(json, images)
        .map(ContentHash::plain)
        .forEach(
            file ->
                files.put(
                    Optional.ofNullable(written.get(file)).orElseGet(() -> relative(folder, file)),
                    file));
    Sha256 hash = new Sha256();
    files.forEach((name, file) -> hash.update(name + "\0" + of(file) + "\n"));
    return hash.hex();
  }

  /** Files whose path holds a variable are called as it is written, wherever they lie. */
  private static Map<Path, String> writtenWithVariables(RawDataset dataset) {
    Map<Path, String> written = new HashMap<>();
    dataset.json().stream()
        .flatMap(json -> json.cases().values().stream())
        .flatMap(files -> Stream.concat(files.images().stream(), files.label().stream()))
        .map(VariablePath::new)
        .filter(VariablePath::isVariable)
        .forEach(
            path ->
                Volumes.files(path.in(dataset.folder()))
                    .forEach(
                        file ->
                            written.put(plain(file), path.written() + "/" + file.getFileName())));
    return written;
  }

  private static Path plain(Path file) {
    return file.toAbsolutePath().normalize();
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
