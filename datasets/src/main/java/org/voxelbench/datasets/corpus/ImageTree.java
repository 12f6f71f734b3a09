package org.voxelbench.datasets.corpus;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.BiConsumer;
import org.voxelbench.base.file.FileFault;
import org.voxelbench.base.file.FolderListing;
import org.voxelbench.datasets.DatasetException;

/**
 * A folder of any depth, links followed.
 *
 * @param folder where it begins
 * @param passedOver names of folders that are not looked into
 */
record ImageTree(Path folder, Set<String> passedOver) {

  /** Hands on all images, with their path below the folder. */
  void forEach(BiConsumer<String, Path> images) {
    try {
      Files.walkFileTree(
          folder,
          EnumSet.of(FileVisitOption.FOLLOW_LINKS),
          Integer.MAX_VALUE,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path inside, BasicFileAttributes attributes) {
              String name = inside.getFileName().toString();
              boolean content = FolderListing.isContent(name) && !passedOver.contains(name);
              return inside.equals(folder) || content
                  ? FileVisitResult.CONTINUE
                  : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              String name = file.getFileName().toString();
              if (FolderListing.isContent(name) && ImageName.stem(name).isPresent()) {
                images.accept(below(file), file);
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new DatasetException(folder + ": can't be listed (" + FileFault.words(e) + ").", e);
    }
  }

  private String below(Path file) {
    return folder.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
  }
}
