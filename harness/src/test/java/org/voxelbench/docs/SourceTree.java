package org.voxelbench.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The main sources of all modules of a project. */
final class SourceTree {

  private static final String SOURCES = "src/main/java";
  private static final String ENDING = ".java";
  private static final int DEEPEST_MODULE = 2;

  private final List<Path> roots;

  SourceTree(Path project) {
    try (Stream<Path> folders = Files.walk(project, DEEPEST_MODULE)) {
      roots = folders.map(folder -> folder.resolve(SOURCES)).filter(Files::isDirectory).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file of a class that stands in no other. */
  Path file(Class<?> type) {
    String file = type.getName().replace('.', '/') + ENDING;
    return roots.stream()
        .map(root -> root.resolve(file))
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no module has " + file));
  }

  /** The simple names of all classes that stand in no other. */
  Set<String> classes() {
    return roots.stream()
        .flatMap(SourceTree::files)
        .map(file -> file.getFileName().toString().replace(ENDING, ""))
        .collect(Collectors.toSet());
  }

  private static Stream<Path> files(Path root) {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(file -> file.toString().endsWith(ENDING)).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
