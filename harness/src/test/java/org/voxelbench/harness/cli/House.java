package org.voxelbench.harness.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The project's modules as their POMs and folders show them, without the one that packs them, which
 * a profile adds.
 *
 * @param root the project's folder
 * @param modules in the order of the root POM
 */
record House(Path root, List<Module> modules) {

  /**
   * A module.
   *
   * @param folder its folder below the root
   * @param artifact its name in POMs
   * @param knows artifacts of the project that its main code may use, as its POM says
   * @param packages its main packages with their numbers of files
   */
  record Module(
      String folder, String artifact, List<String> knows, SortedMap<String, Integer> packages) {}

  private static final String SOURCES = "src/main/java";

  static House read(Path root) {
    List<Module> modules = modules(pom(root)).stream().map(folder -> module(root, folder)).toList();
    return new House(root, modules);
  }

  Module named(String artifact) {
    return modules.stream()
        .filter(module -> module.artifact().equals(artifact))
        .findFirst()
        .orElseThrow();
  }

  private static Module module(Path root, String folder) {
    Path place = root.resolve(folder);
    Document pom = pom(place);
    String artifact = "";
    List<String> knows = new ArrayList<>();
    NodeList all = pom.getDocumentElement().getChildNodes();
    for (int i = 0; i < all.getLength(); i++) {
      if (all.item(i) instanceof Element child && child.getTagName().equals("artifactId")) {
        artifact = child.getTextContent().strip();
      }
      if (all.item(i) instanceof Element child && child.getTagName().equals("dependencies")) {
        knows.addAll(ownDependencies(child));
      }
    }
    return new Module(folder, artifact, List.copyOf(knows), packages(place.resolve(SOURCES)));
  }

  private static List<String> ownDependencies(Element dependencies) {
    NodeList all = dependencies.getElementsByTagName("dependency");
    return IntStream.range(0, all.getLength())
        .mapToObj(i -> (Element) all.item(i))
        .filter(dependency -> text(dependency, "groupId").equals("org.voxelbench"))
        .filter(dependency -> text(dependency, "scope").isEmpty())
        .map(dependency -> text(dependency, "artifactId"))
        .toList();
  }

  private static SortedMap<String, Integer> packages(Path sources) {
    SortedMap<String, Integer> packages = new TreeMap<>();
    try (Stream<Path> files = Files.walk(sources)) {
      files
          .filter(file -> file.toString().endsWith(".java"))
          .map(file -> sources.relativize(file.getParent()).toString().replace('/', '.'))
          .forEach(name -> packages.merge(name, 1, Integer::sum));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packages;
  }

  private static String text(Element parent, String tag) {
    NodeList found = parent.getElementsByTagName(tag);
    return found.getLength() == 0 ? "" : found.item(0).getTextContent().strip();
  }

  /** Folders of the modules that every build has. */
  private static List<String> modules(Document pom) {
    NodeList found = pom.getElementsByTagName("module");
    return IntStream.range(0, found.getLength())
        .mapToObj(found::item)
        .filter(module -> module.getParentNode().getParentNode() == pom.getDocumentElement())
        .map(module -> module.getTextContent().strip())
        .toList();
  }

  private static Document pom(Path folder) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(folder.resolve("pom.xml").toFile());
    } catch (IOException | SAXException | ParserConfigurationException e) {
      throw new IllegalStateException(folder + ": its pom.xml can't be read", e);
    }
  }

  /** The house as Markdown: modules with their arrows, then packages with their sizes. */
  String drawn() {
    StringBuilder text = new StringBuilder("| module | knows |\n| --- | --- |\n");
    Map<String, String> folders = new TreeMap<>();
    modules.forEach(module -> folders.put(module.artifact(), module.folder()));
    for (Module module : modules) {
      List<String> known = module.knows().stream().map(folders::get).sorted().toList();
      text.append("| `%s` | %s |\n".formatted(module.folder(), String.join(", ", known)));
    }
    text.append("\n| package | module | files |\n| --- | --- | --- |\n");
    for (Module module : modules) {
      module
          .packages()
          .forEach(
              (name, files) ->
                  text.append("| `%s` | %s | %d |\n".formatted(name, module.folder(), files)));
    }
    return text.toString();
  }
}
