package org.voxelbench.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.voxelbench.engine.Precision;

/** What was measured, in a file: bytes for each voxel by network, task and precision. */
final class BytesPerVoxel {

  private static final String HEADER = "network,task,precision,bytes_per_voxel";

  private record Key(MeasuredNetwork network, String task, Precision precision)
      implements Comparable<Key> {

    @Override
    public String toString() {
      return String.join(",", network.name(), task, precision.name()).toLowerCase(Locale.ROOT);
    }

    @Override
    public int compareTo(Key other) {
      return toString().compareTo(other.toString());
    }
  }

  private final Map<Key, Double> measured = new TreeMap<>();

  /** Reads a file, or begins anew where there is none. */
  static BytesPerVoxel read(Path file) throws IOException {
    BytesPerVoxel read = new BytesPerVoxel();
    if (Files.exists(file)) {
      List<String> lines = Files.readAllLines(file);
      for (String line : lines.subList(1, lines.size())) {
        String[] fields = line.toUpperCase(Locale.ROOT).split(",");
        read.put(
            MeasuredNetwork.valueOf(fields[0]),
            fields[1].toLowerCase(Locale.ROOT),
            Precision.valueOf(fields[2]),
            Double.parseDouble(fields[3]));
      }
    }
    return read;
  }

  void put(MeasuredNetwork network, String task, Precision precision, double bytes) {
    measured.put(new Key(network, task, precision), bytes);
  }

  /** The bytes, or NaN if that was not measured yet. */
  double get(MeasuredNetwork network, String task, Precision precision) {
    return measured.getOrDefault(new Key(network, task, precision), Double.NaN);
  }

  void write(Path file) throws IOException {
    List<String> lines = new ArrayList<>(List.of(HEADER));
    measured.forEach((key, bytes) -> lines.add(key + String.format(Locale.ROOT, ",%.0f", bytes)));
    Path aside = file.resolveSibling(file.getFileName() + ".part");
    Files.write(aside, lines);
    Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
