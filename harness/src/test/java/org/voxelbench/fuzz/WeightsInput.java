package org.voxelbench.fuzz;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.safetensors.Safetensors;
import org.voxelbench.weights.WeightsArchive;

/** Files of weights, and parts of them with what belongs beside them. */
final class WeightsInput {

  private static final int READ_TENSORS = 16;

  private WeightsInput() {}

  /** Reads what is in a file, and values of some of its tensors. */
  static void archive(Path file) {
    try (WeightsArchive archive = WeightsArchive.open(file)) {
      archive.content();
      for (List<String> paths : archive.distinct().stream().limit(READ_TENSORS).toList()) {
        if (archive.tensor(paths.get(0)).orElseThrow().type().isReadable()) {
          archive.read(paths.get(0));
        }
      }
    }
  }

  /** Reads a pickle in an archive whose checksums are right, with a storage for its tensors. */
  static void pickle(Path file) throws IOException {
    Path folder = Files.createDirectory(file.resolveSibling(FuzzTarget.UNPACKED));
    Path whole = folder.resolve(file.getFileName() + ".pth");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(whole))) {
      put(zip, "a/data.pkl", Files.readAllBytes(file));
      put(zip, "a/byteorder", "little".getBytes(StandardCharsets.US_ASCII));
      put(zip, "a/data/0", new byte[64]);
    }
    archive(whole);
  }

  private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    CRC32 checksum = new CRC32();
    checksum.update(bytes);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    entry.setCrc(checksum.getValue());
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }

  /** Reads an index of two shards, which lie beside it. */
  static void index(Path file) throws IOException {
    Path folder = Files.createDirectory(file.resolveSibling(FuzzTarget.UNPACKED));
    for (String name : List.of("a", "b")) {
      try (OutputStream out = Files.newOutputStream(folder.resolve(name + ".safetensors"))) {
        Safetensors.write(out, Map.of(name, NdArray.scalar(1)), Map.of());
      }
    }
    archive(Files.copy(file, folder.resolve(file.getFileName())));
  }
}
