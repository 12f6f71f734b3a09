package org.voxelbench.preparation.cache;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.claim.Claim;
import org.voxelbench.base.claim.Claims;
import org.voxelbench.base.file.FileFault;

/**
 * The rights to make the cases of a prepared folder. What a dead owner of wrong repute writes all
 * the same is the same case, and does no harm.
 *
 * @param folder where they lie
 * @param claims takes them
 */
record CaseClaims(Path folder, Claims claims) {

  /** Takes the right to make a case, unless somebody alive holds it. */
  Optional<Claim> take(String id) {
    return claims.take(folder.resolve(id + CaseFile.ENDING));
  }

  /** Removes all claims of a folder whose cases are all there; others may do so too. */
  void clear() {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.deleteIfExists(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
              if (e instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
              }
              throw e;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path inside, IOException e)
                throws IOException {
              Files.deleteIfExists(inside);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (NoSuchFileException | DirectoryNotEmptyException others) {
      return;
    } catch (IOException e) {
      throw new BadInputException(folder + " can't be cleared: " + FileFault.words(e) + ".", e);
    }
  }
}
