package org.voxelbench.datasets.download;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.voxelbench.base.file.FileFault;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.card.DatasetCard;

/** Puts a downloadable data set where a data root finds it. */
public final class Installer {

  private final Downloader downloader;

  /** An installer that fetches with a downloader. */
  public Installer(Downloader downloader) {
    this.downloader = downloader;
  }

  /**
   * Fetches and unpacks a data set into {@code raw/FOLDER} below a root; the archive stays in
   * {@code downloads}.
   *
   * @return the data set's folder
   * @throws DatasetException if the card names no archive with a checksum, or something fails
   */
  public Path install(DatasetCard card, Path root, Downloader.Progress progress) {
    if (!card.isDownloadable()) {
      throw new DatasetException(
          "the data set '"
              + card.name()
              + "' can't be fetched: "
              + card.access().orElse("its card names no archive")
              + ".");
    }
    URI url = address(card);
    String path = url.getPath();
    Path archive = root.resolve("downloads").resolve(path.substring(path.lastIndexOf('/') + 1));
    Path folder = root.resolve("raw").resolve(card.folders().get(0));
    downloader.fetch(url, card.checksum().orElseThrow(), archive, progress);
    Path unpacked = folder.resolveSibling("." + card.name() + ".unpacked");
    if (!Files.isDirectory(unpacked)) {
      Archive.unpack(archive, unpacked);
    }
    return settle(unpacked, folder);
  }

  private static URI address(DatasetCard card) {
    String url = card.url().orElseThrow();
    try {
      return new URI(url);
    } catch (URISyntaxException e) {
      throw new DatasetException(
          "the 'url' of the data set '" + card.name() + "' is '" + url + "', not an address.", e);
    }
  }

  /** Leaves out a folder that wraps all others. */
  private static Path settle(Path unpacked, Path folder) {
    try (Stream<Path> entries = Files.list(unpacked)) {
      List<Path> top = entries.toList();
      boolean wrapped = top.size() == 1 && Files.isDirectory(top.get(0));
      Files.move(wrapped ? top.get(0) : unpacked, folder);
      Files.deleteIfExists(unpacked);
      return folder;
    } catch (IOException e) {
      throw new DatasetException(folder + ": can't be written (" + FileFault.words(e) + ").", e);
    }
  }
}
