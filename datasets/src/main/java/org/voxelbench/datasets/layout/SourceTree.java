package org.voxelbench.datasets.layout;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.voxelbench.base.file.FileFault;
import org.voxelbench.base.file.FolderListing;
import org.voxelbench.datasets.DatasetException;

/** The files of a publisher's tree, without what systems leave there. */
final class SourceTree {

  private final Path root;
  private final SortedMap<String, State> files = new TreeMap<>();

  /** What tells a file from one that took its place. */
  private record State(long bytes, long modified) {}

  private SourceTree(Path root) {
    this.root = root;
  }

  /**
   * Lists a tree; links are followed.
   *
   * @throws DatasetException naming a folder that can't be listed
   */
  static SourceTree of(Path root) {
    SourceTree tree = new SourceTree(root);
    try {
      Files.walkFileTree(
          root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, tree.new Visitor());
    } catch (IOException e) {
      throw new DatasetException(root + ": can't be listed (" + FileFault.words(e) + ").", e);
    }
    return tree;
  }

  private final class Visitor extends SimpleFileVisitor<Path> {

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      return folder.equals(root) || isContent(folder)
          ? FileVisitResult.CONTINUE
          : FileVisitResult.SKIP_SUBTREE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (isContent(file)) {
        files.put(
            root.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/"),
            new State(attributes.size(), attributes.lastModifiedTime().toMillis()));
      }
      return FileVisitResult.CONTINUE;
    }

    private boolean isContent(Path path) {
      return FolderListing.isContent(path.getFileName().toString());
    }
  }

  Path root() {
    return root;
  }

  /** The paths that a layout speaks of, with slashes, sorted: files, or folders of files. */
  List<String> paths(SourceFormat format) {
    return format == SourceFormat.FILES
        ? List.copyOf(files.keySet())
        : files.keySet().stream()
            .filter(file -> file.contains("/"))
            .map(file -> file.substring(0, file.lastIndexOf('/')))
            .distinct()
            .sorted()
            .toList();
  }

  /** The path, length and time of a file, or of each file of a folder, as a text. */
  String state(String path) {
    State file = files.get(path);
    return file != null
        ? path + " " + file.bytes() + " " + file.modified()
        : files.subMap(path + "/", path + "0").keySet().stream()
            .map(this::state)
            .collect(Collectors.joining("\n"));
  }
}
