package org.voxelbench.datasets.download;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.voxelbench.datasets.download.RawServer.Answer;
import org.voxelbench.datasets.download.RawServer.Request;

/**
 * A server of our own that holds a file, or something else, and the folder that it is fetched into.
 */
final class Site {

  static final SoundFile FILE = new SoundFile(200_000, 3);

  private static final long NEVER = Long.MAX_VALUE;

  private final Path folder;
  private RawServer server;

  Site(Path folder) {
    this.folder = folder;
  }

  void serve(Function<Request, Answer> behaviour) throws IOException {
    server = new RawServer(behaviour);
  }

  void stop() throws IOException {
    if (server != null) {
      server.close();
    }
  }

  URI url() {
    return server.url("/data.zip");
  }

  List<Request> requests() {
    return server.requests();
  }

  /** Of known length and hash. */
  static RemoteFile file(URI url) {
    return new RemoteFile(
        url, OptionalLong.of(FILE.content().length), Optional.of(Digest.sha256(FILE.sha256())));
  }

  RemoteFile file() {
    return file(url());
  }

  /** Of unknown length and hash. */
  RemoteFile unknown() {
    return new RemoteFile(url(), OptionalLong.empty(), Optional.empty());
  }

  RemoteFile ofLength(long bytes) {
    return new RemoteFile(url(), OptionalLong.of(bytes), Optional.of(Digest.sha256(FILE.sha256())));
  }

  RemoteFile ofUnknownLength() {
    return new RemoteFile(url(), OptionalLong.empty(), Optional.of(Digest.sha256(FILE.sha256())));
  }

  Path target() {
    return folder.resolve("downloads/data.zip");
  }

  /** Leaves what an earlier fetch has got. */
  void leave(byte[] part) throws IOException {
    Files.createDirectories(target().getParent());
    Files.write(target().resolveSibling("data.zip.part"), part);
  }

  /** What lies in the folder. */
  String[] lying() {
    return target().getParent().toFile().list();
  }

  Path fetch(int attempts) {
    return fetch(attempts, file());
  }

  /** In one stream. */
  Path fetch(int attempts, RemoteFile file) {
    return fetch(new DownloadPlan(patience(attempts), 1, NEVER), file);
  }

  Path fetch(DownloadPlan plan, RemoteFile file) {
    new Downloader(plan).fetch(file, target(), Downloader.Progress.SILENT);
    return target();
  }

  /** Twice, waiting a second for the next byte. */
  Path fetchInAHurry(RemoteFile file) {
    return fetch(new DownloadPlan(patience(2, Duration.ofSeconds(1)), 1, NEVER), file);
  }

  static Patience patience(int attempts) {
    return patience(attempts, Duration.ofMinutes(1));
  }

  private static Patience patience(int attempts, Duration stall) {
    return new Patience(
        attempts, Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMinutes(1), stall);
  }
}
