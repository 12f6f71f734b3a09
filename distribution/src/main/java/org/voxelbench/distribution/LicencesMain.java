package org.voxelbench.distribution;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes the licences of all jars of a folder: a list, the texts of the licences that the SBOM
 * knows, and what each jar carries in itself.
 */
public final class LicencesMain {

  private final Path lib;
  private final Path out;

  private LicencesMain(Path lib, Path out) {
    this.lib = lib;
    this.out = out;
  }

  /**
   * Writes them.
   *
   * @param args the SBOM, the folder of jars, the folder to write
   */
  public static void main(String[] args) throws IOException {
    Sbom sbom = Sbom.parse(Files.readAllBytes(Path.of(args[0])));
    new LicencesMain(Path.of(args[1]), Path.of(args[2])).write(sbom);
  }

  private void write(Sbom sbom) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("# Third-party licences");
    lines.add("");
    lines.add("Every jar of `lib/`, and the licence or licences that its project states.");
    lines.add(
        "Native libraries inside the jars have licences of their own: [natives.md](natives.md).");
    lines.add("");
    lines.add("| jar | licence | in the jar |");
    lines.add("|---|---|---|");
    List<Component> components = new ArrayList<>(sbom.components());
    components.sort(Comparator.comparing(Component::jar));
    for (Component component : components) {
      lines.add(row(component));
    }
    Files.createDirectories(out);
    Files.writeString(out.resolve("THIRD-PARTY.md"), String.join("\n", lines) + "\n");
  }

  private String row(Component component) throws IOException {
    List<String> licences = new ArrayList<>();
    for (Licence licence : component.licences()) {
      licences.add(link(licence));
    }
    List<String> own = new ArrayList<>();
    for (Map.Entry<String, byte[]> text : JarTexts.of(lib.resolve(component.jar())).entrySet()) {
      String file = "jars/" + component.jar() + "/" + text.getKey();
      write(file, text.getValue());
      own.add(String.format(Locale.ROOT, "[%s](%s)", text.getKey(), file));
    }
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s |",
        component.jar(),
        String.join(", ", licences),
        String.join(", ", own));
  }

  private String link(Licence licence) throws IOException {
    if (licence.text().isBlank()) {
      return licence.url().startsWith("http")
          ? String.format(Locale.ROOT, "[%s](%s)", licence.name(), licence.url())
          : licence.name();
    }
    String file = "texts/" + licence.file();
    write(file, licence.text().getBytes(StandardCharsets.UTF_8));
    return String.format(Locale.ROOT, "[%s](%s)", licence.name(), file);
  }

  private void write(String name, byte[] text) throws IOException {
    Path file = out.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, text);
  }
}
