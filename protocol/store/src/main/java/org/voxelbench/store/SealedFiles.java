package org.voxelbench.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.file.Sha256;

/** The files of a run that must not change once it is done. */
final class SealedFiles {

  /** Lay beside the manifest before claims lay in a folder of their own. */
  private static final String EARLIER_LOCK = "run.lock";

  private SealedFiles() {}

  /** What others read along with, which may be written again at any time. */
  private static final String EVENTS = "events.out.tfevents.";

  /**
   * SHA-256 of everything in a run's folder but manifest, lock, checkpoints, events for TensorBoard
   * and hidden files.
   */
  static Map<String, String> hashes(Path folder) {
    Map<String, String> hashes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = folder.relativize(file).toString().replace('\\', '/');
        if (!isLoose(name)) {
          hashes.put(name, Sha256.of(file));
        }
      }
    } catch (IOException e) {
      throw new BadInputException("can't read the files of '" + folder + "': " + e + ".", e);
    }
    return hashes;
  }

  private static boolean isLoose(String name) {
    return name.equals(RunFolder.MANIFEST)
        || name.equals(EARLIER_LOCK)
        || name.startsWith("checkpoint")
        || name.startsWith(EVENTS)
        || name.startsWith(".")
        || name.contains("/.");
  }

  /** One sentence for each file that is missing or not as it was sealed. */
  static List<String> faults(Path folder, Map<String, String> sealed) {
    List<String> faults = new ArrayList<>();
    sealed.forEach(
        (name, sha256) -> {
          Path file = folder.resolve(name).normalize();
          if (!file.startsWith(folder.normalize())) {
            faults.add(
                "the manifest of '" + folder + "' names '" + name + "', which lies outside of it.");
          } else if (!Files.isRegularFile(file)) {
            faults.add(
                "'" + file + "' is missing; remove the run's folder and run the benchmark again.");
          } else if (!hash(file).equals(sha256)) {
            faults.add(
                "'"
                    + file
                    + "' was changed since its run was sealed (its SHA-256 isn't "
                    + sha256
                    + "); put it back, or remove the run's folder and run the benchmark again.");
          }
        });
    return faults;
  }

  private static String hash(Path file) {
    try {
      return Sha256.of(file);
    } catch (IOException e) {
      throw new BadInputException("can't read '" + file + "': " + e + ".", e);
    }
  }
}
