package org.voxelbench.datasets.raw;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.nifti.Nifti;

/** Identifies a data set by what its files hold. */
final class ContentHash {

  private static final int BUFFER = 1 << 16;

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
    MessageDigest digest = sha256();
    files.forEach(
        (name, file) ->
            digest.update((name + "\0" + of(file) + "\n").getBytes(StandardCharsets.UTF_8)));
    return HexFormat.of().formatHex(digest.digest());
  }

  private static String relative(Path folder, Path file) {
    return folder.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
  }

  private static String of(Path file) {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(file)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        digest.update(buffer, 0, count);
      }
    } catch (IOException e) {
      throw new DatasetException(file + ": can't be read for its hash; is it missing?", e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
