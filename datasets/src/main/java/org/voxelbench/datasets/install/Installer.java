package org.voxelbench.datasets.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.voxelbench.base.claim.Claim;
import org.voxelbench.base.claim.Claims;
import org.voxelbench.base.file.AtomicFolder;
import org.voxelbench.base.file.FileFault;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.card.CardArchive;
import org.voxelbench.datasets.card.DatasetCard;
import org.voxelbench.datasets.card.FileTree;
import org.voxelbench.datasets.download.Digest;
import org.voxelbench.datasets.download.Downloader;
import org.voxelbench.datasets.download.FreeSpace;
import org.voxelbench.datasets.download.RemoteFile;

/** Puts a downloadable data set where a data root finds it. */
public final class Installer {

  private final Downloader downloader;
  private final Progress progress;

  /**
   * What was put where.
   *
   * @param folder the data set's folder
   * @param remarks what people should know of it, a sentence each
   */
  public record Installed(Path folder, List<String> remarks) {}

  /** An installer that fetches with a downloader. */
  public Installer(Downloader downloader, Progress progress) {
    this.downloader = downloader;
    this.progress = progress;
  }

  /**
   * Fetches a data set's archives, or takes those that lie in its {@code downloads} already, and
   * unpacks them; or fetches its files where a site lists them.
   *
   * @param only patterns, as of a shell, of the files that are wanted of such a list; all if there
   *     is none
   * @throws DatasetException if the card names neither, or something fails; what came is kept for
   *     the next try, and nothing unfinished lies where data sets are looked for
   */
  public Installed install(DatasetPlaces places, List<String> only) {
    DatasetCard card = places.card();
    if (!card.isDownloadable() && !places.hasArchives()) {
      throw new DatasetException(
          "the data set '" + card.name() + "' can't be fetched: " + card.howToGet() + ".");
    }
    if (card.files().isEmpty() && !only.isEmpty()) {
      throw new DatasetException(
          "the data set '"
              + card.name()
              + "' comes as archives, of which no single files can be chosen; leave out --only.");
    }
    try {
      Files.createDirectories(places.downloads());
      try (Claim turn = turn(places.downloads())) {
        return card.files().isPresent()
            ? fetchTree(card.files().get(), places, only)
            : unpackArchives(places);
      }
    } catch (IOException e) {
      throw new DatasetException(
          places.root() + ": can't be written (" + FileFault.words(e) + ").", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatasetException("fetching '" + card.name() + "' was interrupted.", e);
    }
  }

  private static Claim turn(Path downloads) {
    return Claims.ofProcess()
        .takeFromTheDead(downloads.resolve(".claims"), () -> {})
        .orElseThrow(
            () ->
                new DatasetException(
                    "somebody else is fetching into '"
                        + downloads
                        + "' right now; wait for them."));
  }

  private Installed fetchTree(FileTree tree, DatasetPlaces places, List<String> only)
      throws IOException, InterruptedException {
    PathPatterns all = new PathPatterns(tree.only());
    PathPatterns wanted = new PathPatterns(only);
    List<ListedFile> files =
        new FileListing(downloader.site())
            .list(tree, only).stream()
                .filter(file -> all.match(file.path()) && wanted.match(file.path()))
                .toList();
    if (files.isEmpty()) {
      throw new DatasetException(
          "none of the files that "
              + tree.site()
              + " lists of '"
              + tree.name()
              + "' matches "
              + (only.isEmpty() ? tree.only() : only)
              + ".");
    }
    new TreeDownload(downloader, places.folder()).run(files, progress);
    return new Installed(places.folder(), List.of(files.size() + " files are here"));
  }

  private Installed unpackArchives(DatasetPlaces places) throws IOException {
    List<Path> archives = new ArrayList<>();
    List<String> remarks = new ArrayList<>();
    long bytes = places.missing().stream().mapToLong(archive -> archive.bytes().orElse(0)).sum();
    FreeSpace.require(bytes, places.downloads(), "'" + places.downloads() + "'");
    for (CardArchive archive : places.card().archives()) {
      Path file = places.archive(archive);
      bring(archive, file);
      if (archive.sha256().isEmpty()) {
        remarks.add(SeenArchives.compare(file));
      }
      archives.add(file);
    }
    Path folder = places.folder();
    Path aside = folder.resolveSibling("." + folder.getFileName() + ".unpacked");
    if (Files.exists(aside)) {
      AtomicFolder.remove(aside);
    }
    Archive.unpack(archives, aside.resolve("whole"));
    settle(aside, folder);
    return new Installed(folder, remarks);
  }

  private void bring(CardArchive archive, Path file) throws IOException {
    Optional<Digest> digest = archive.sha256().map(Digest::sha256);
    if (archive.url().isPresent()) {
      try (ByteStage stage = new ByteStage(progress, "Fetching " + archive.name())) {
        downloader.fetch(new RemoteFile(archive.url().get(), archive.bytes(), digest), file, stage);
      }
    } else if (digest.isPresent() && !Digest.of(Digest.Kind.SHA256, file).equals(digest.get())) {
      throw new DatasetException(
          file
              + ": has another SHA-256 than "
              + digest.get().hex()
              + " of the card; it is damaged or another file.");
    }
  }

  /** Leaves out a folder that wraps all others. */
  private static void settle(Path aside, Path folder) throws IOException {
    Path whole = aside.resolve("whole");
    List<Path> top;
    try (Stream<Path> entries = Files.list(whole)) {
      top = entries.toList();
    }
    boolean wrapped = top.size() == 1 && Files.isDirectory(top.get(0));
    Files.move(wrapped ? top.get(0) : whole, folder);
    AtomicFolder.remove(aside);
  }
}
