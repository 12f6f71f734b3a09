package org.voxelbench.datasets.download;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import org.voxelbench.base.file.FileFault;
import org.voxelbench.datasets.DatasetException;

/**
 * Fetches files over HTTP: goes on where an earlier try broke off, in several streams at a time
 * where the server sends parts, checks length and hash, and only then puts the file in its place.
 */
public final class Downloader {

  private final HttpClient client;
  private final DownloadPlan plan;

  /** Hears of bytes that have arrived; called by several threads. */
  @FunctionalInterface
  public interface Progress {

    /** Shows nothing. */
    Progress SILENT = (done, total) -> {};

    /** Tells that {@code done} of {@code total} bytes are here; -1 if nobody knows how many. */
    void report(long done, long total);
  }

  /** A downloader of usual patience. */
  public Downloader() {
    this(Patience.USUAL);
  }

  /** A downloader that bears bad connections so long. */
  public Downloader(Patience patience) {
    this(DownloadPlan.of(patience));
  }

  Downloader(DownloadPlan plan) {
    this.plan = plan;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(plan.patience().connect())
            .build();
  }

  /**
   * Fetches a file; one that is here already and is right is left as it is.
   *
   * @throws DatasetException if it can't be had, or what came has another length or hash
   */
  public void fetch(RemoteFile file, Path target, Progress progress) {
    try {
      if (isRight(target, file)) {
        return;
      }
      Files.createDirectories(target.toAbsolutePath().getParent());
      try (PartFile part = PartFile.open(target, file.bytes())) {
        new Download(client, plan, file, part, progress).run();
        part.settle(target);
      }
    } catch (IOException e) {
      throw new DatasetException(target + ": can't be written (" + FileFault.words(e) + ").", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatasetException(file.url() + ": the download was interrupted.", e);
    }
  }

  /** Asks sites with the same connections and patience. */
  public JsonSite site() {
    return new JsonSite(client, plan.patience());
  }

  private static boolean isRight(Path target, RemoteFile file) throws IOException {
    if (!Files.isRegularFile(target)
        || file.bytes().isPresent() && file.bytes().getAsLong() != Files.size(target)) {
      return false;
    }
    return file.digest().isEmpty()
        || Digest.of(file.digest().get().kind(), target).equals(file.digest().get());
  }
}
