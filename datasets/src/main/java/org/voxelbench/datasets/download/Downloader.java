package org.voxelbench.datasets.download;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.voxelbench.base.file.FileFault;
import org.voxelbench.base.file.Sha256;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.card.DatasetCard.Checksum;

/**
 * Fetches files over HTTP: continues where an earlier try broke off, checks length and SHA-256, and
 * only then puts the file in its place.
 */
public final class Downloader {

  private static final Duration CONNECT = Duration.ofSeconds(30);
  private static final int RANGE_NOT_SATISFIABLE = 416;
  private static final int BUFFER = 1 << 16;

  private final HttpClient client;
  private final int attempts;
  private final Duration pause;

  /** Hears of bytes that have arrived. */
  @FunctionalInterface
  public interface Progress {

    /** Tells that {@code done} of {@code total} bytes are here. */
    void report(long done, long total);
  }

  /** A downloader that tries five times, ten seconds apart. */
  public Downloader() {
    this(5, Duration.ofSeconds(10));
  }

  /**
   * Makes a downloader.
   *
   * @param attempts how often to try, at least once
   * @param pause time between tries
   */
  public Downloader(int attempts, Duration pause) {
    if (attempts < 1) {
      throw new DatasetException("a download of " + attempts + " attempts, expected at least 1.");
    }
    this.client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(CONNECT)
            .build();
    this.attempts = attempts;
    this.pause = pause;
  }

  /**
   * Fetches a file; one that is here already and has the checksum is left as it is.
   *
   * @throws DatasetException if all attempts fail or what came has another length or checksum
   */
  public void fetch(URI url, Checksum expected, Path target, Progress progress) {
    checkScheme(url);
    fetch(url, new Expected(expected.bytes(), Optional.of(expected.sha256())), target, progress);
  }

  /**
   * Fetches a file of which nobody knows the length, and perhaps not the hash; the server is asked
   * for the length.
   *
   * @throws DatasetException if all attempts fail, the server doesn't know the length, or what came
   *     has another length or hash
   */
  public void fetch(URI url, Optional<String> sha256, Path target) {
    checkScheme(url);
    fetch(url, new Expected(length(url), sha256), target, (done, total) -> {});
  }

  /**
   * What a file has to be.
   *
   * @param sha256 its hash; empty if nobody knows
   */
  private record Expected(long bytes, Optional<String> sha256) {}

  private static void checkScheme(URI url) {
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new DatasetException(url + ": expected an address of http or https.");
    }
  }

  private long length(URI url) {
    try {
      HttpResponse<Void> response =
          client.send(
              HttpRequest.newBuilder(url)
                  .method("HEAD", HttpRequest.BodyPublishers.noBody())
                  .build(),
              HttpResponse.BodyHandlers.discarding());
      return response
          .headers()
          .firstValueAsLong("Content-Length")
          .orElseThrow(
              () ->
                  new DatasetException(
                      url
                          + ": the server answered with status "
                          + response.statusCode()
                          + " and no length; fetch the file by hand."));
    } catch (IOException e) {
      throw new DatasetException(url + ": the connection failed, " + e.getMessage() + ".", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatasetException(url + ": the download was interrupted.", e);
    }
  }

  private void fetch(URI url, Expected expected, Path target, Progress progress) {
    Path part = target.resolveSibling(target.getFileName() + ".part");
    try {
      if (Files.isRegularFile(target) && matches(target, expected)) {
        return;
      }
      Files.createDirectories(target.toAbsolutePath().getParent());
      for (int attempt = 1; ; attempt++) {
        Optional<String> fault = attempt(url, expected, part, progress);
        if (fault.isEmpty()) {
          Files.move(
              part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
          return;
        }
        if (attempt == attempts) {
          throw new DatasetException(
              url + ": " + fault.get() + " (after " + attempts + " attempts).");
        }
        Thread.sleep(pause.toMillis());
      }
    } catch (IOException e) {
      throw new DatasetException(target + ": can't be written (" + FileFault.words(e) + ").", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatasetException(url + ": the download was interrupted.", e);
    }
  }

  private static boolean matches(Path file, Expected expected) throws IOException {
    return Files.size(file) == expected.bytes()
        && (expected.sha256().isEmpty() || Sha256.of(file).equals(expected.sha256().get()));
  }

  /** Tries once; says what went wrong, if something did. */
  private Optional<String> attempt(URI url, Expected expected, Path part, Progress progress)
      throws IOException, InterruptedException {
    long have = Files.exists(part) ? Files.size(part) : 0;
    if (have > expected.bytes()) {
      Files.delete(part);
      have = 0;
    }
    if (have < expected.bytes()) {
      try {
        Optional<String> fault = transfer(url, expected, part, have, progress);
        if (fault.isPresent()) {
          return fault;
        }
      } catch (IOException e) {
        return Optional.of("the connection failed, " + e.getMessage());
      }
    }
    if (matches(part, expected)) {
      return Optional.empty();
    }
    long came = Files.size(part);
    if (came < expected.bytes()) {
      return Optional.of(
          "the connection ended after " + came + " of " + expected.bytes() + " bytes");
    }
    Files.delete(part);
    return Optional.of("what came has another SHA-256 than 'checksum' in the card says");
  }

  private Optional<String> transfer(
      URI url, Expected expected, Path part, long have, Progress progress)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(url);
    if (have > 0) {
      request.header("Range", "bytes=" + have + "-");
    }
    HttpResponse<InputStream> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream in = response.body()) {
      boolean continued = response.statusCode() == 206 && startsAt(response, have);
      if (response.statusCode() != 200 && !continued) {
        if (response.statusCode() == RANGE_NOT_SATISFIABLE) {
          Files.delete(part);
        }
        return Optional.of("the server answered with status " + response.statusCode());
      }
      return write(in, part, continued ? have : 0, expected, progress);
    }
  }

  private static boolean startsAt(HttpResponse<?> response, long have) {
    String range = response.headers().firstValue("Content-Range").orElse("");
    return range.startsWith("bytes " + have + "-");
  }

  private static Optional<String> write(
      InputStream in, Path part, long have, Expected expected, Progress progress)
      throws IOException {
    StandardOpenOption start =
        have > 0 ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
    byte[] buffer = new byte[BUFFER];
    long done = have;
    try (OutputStream out =
        Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, start)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        done += count;
        if (done > expected.bytes()) {
          break;
        }
        out.write(buffer, 0, count);
        progress.report(done, expected.bytes());
      }
    }
    if (done > expected.bytes()) {
      Files.delete(part);
      return Optional.of("more came than the " + expected.bytes() + " bytes of 'checksum'");
    }
    return Optional.empty();
  }
}
