package org.voxelbench.harness.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.Suggestions;
import org.voxelbench.base.file.FileFault;
import org.voxelbench.base.file.FolderListing;
import org.voxelbench.base.file.TextFile;

/**
 * The templates of a scheduler's scripts.
 *
 * @param name its name, or the folder of the templates
 * @param files templates by the names of their files
 */
public record Scheduler(String name, SortedMap<String, Template> files) {

  /** In the name of a file that there is one of for each group. */
  static final String GROUP = "GROUP";

  private static final String SUBMIT = "submit.sh";

  private static final SortedMap<String, List<String>> SHIPPED =
      new TreeMap<>(
          Map.of(
              "slurm", List.of("GROUP.sh", SUBMIT),
              "lsf", List.of("GROUP.sh", SUBMIT),
              "pbs", List.of("GROUP.sh", SUBMIT),
              "kubernetes", List.of("GROUP.yaml", SUBMIT),
              "xargs", List.of(SUBMIT)));

  /**
   * The templates of a shipped scheduler, or of a user's own.
   *
   * @param name its name, or a folder of templates
   * @throws BadInputException if there is none, or with all that can't be read in the templates
   */
  public static Scheduler of(String name) {
    if (SHIPPED.containsKey(name)) {
      return parsed(name, shipped(name));
    }
    Path folder = Path.of(name);
    if (Files.isDirectory(folder)) {
      return parsed(name, own(folder));
    }
    throw new BadInputException(
        "'"
            + name
            + "' is neither a scheduler"
            + Suggestions.hint(name, SHIPPED.keySet())
            + " nor a folder of templates; give --scheduler one of "
            + String.join(", ", SHIPPED.keySet())
            + ", or the path of such a folder.");
  }

  /** Whether a template has a place for one of these. */
  boolean uses(String... names) {
    return files.values().stream()
        .anyMatch(template -> Stream.of(names).anyMatch(template.names()::contains));
  }

  private static Map<String, String> shipped(String name) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String file : SHIPPED.get(name)) {
      String place = "schedulers/" + name + "/" + file;
      try (InputStream in = Scheduler.class.getResourceAsStream(place)) {
        texts.put(place, new String(in.readAllBytes(), StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new IllegalStateException("template " + place + " can't be read", e);
      }
    }
    return texts;
  }

  private static Map<String, String> own(Path folder) {
    Map<String, String> texts = new LinkedHashMap<>();
    try {
      for (Path file : FolderListing.of(folder)) {
        if (Files.isRegularFile(file)) {
          texts.put(file.toString(), TextFile.read(file));
        }
      }
    } catch (IOException e) {
      throw new BadInputException("can't list '" + folder + "': " + FileFault.words(e) + ".", e);
    }
    if (texts.isEmpty()) {
      throw new BadInputException(
          "the folder of templates '" + folder + "' is empty; put a submit.sh there.");
    }
    return texts;
  }

  private static Scheduler parsed(String scheduler, Map<String, String> texts) {
    SortedMap<String, Template> files = new TreeMap<>();
    List<String> faults = new ArrayList<>();
    texts.forEach(
        (place, text) -> {
          String name = Path.of(place).getFileName().toString();
          try {
            files.put(name, Template.parse("'" + place + "'", text, name.contains(GROUP)));
          } catch (BadInputException e) {
            faults.addAll(e.sentences());
          }
        });
    if (!faults.isEmpty()) {
      throw new BadInputException(faults);
    }
    return new Scheduler(scheduler, files);
  }
}
