package org.voxelbench.datasets.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.base.file.Sha256;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.card.DatasetCard.Checksum;

/** Against a server of our own that breaks off, lies and fails. */
class DownloaderTest {

  @TempDir Path temp;

  private final byte[] content = new byte[200_000];
  private final List<String> ranges = new ArrayList<>();
  private HttpServer server;
  private int failures;
  private int breaksAfter = Integer.MAX_VALUE;
  private boolean ignoresRanges;

  @BeforeEach
  void serve() throws IOException {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < content.length; i++) {
      content[i] = (byte) random.nextInt();
    }
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    ranges.add(String.valueOf(range));
    try (exchange) {
      if (failures > 0) {
        failures--;
        exchange.sendResponseHeaders(503, -1);
        return;
      }
      int from = 0;
      if (range != null && !ignoresRanges) {
        from = Integer.parseInt(range.replaceAll("\\D", ""));
        exchange
            .getResponseHeaders()
            .add("Content-Range", "bytes " + from + "-" + (content.length - 1) + "/*");
      }
      byte[] rest = Arrays.copyOfRange(content, from, content.length);
      exchange.sendResponseHeaders(from > 0 ? 206 : 200, rest.length);
      exchange.getResponseBody().write(rest, 0, Math.min(rest.length, breaksAfter));
      exchange.getResponseBody().flush();
    }
  }

  private URI url() {
    return URI.create("http://localhost:" + server.getAddress().getPort() + "/data.zip");
  }

  private Checksum checksum() {
    return new Checksum(Sha256.of(content), content.length);
  }

  private Path fetch(int attempts, Checksum checksum) {
    Path target = temp.resolve("downloads/data.zip");
    new Downloader(attempts, Duration.ofMillis(1))
        .fetch(url(), checksum, target, (done, total) -> {});
    return target;
  }

  @Test
  void fetchesOnceAndLeavesNothingBeside() throws IOException {
    Path target = fetch(1, checksum());
    assertThat(Files.readAllBytes(target)).isEqualTo(content);
    fetch(1, checksum());
    assertThat(ranges).containsExactly("null");
    assertThat(target.getParent().toFile().list()).containsExactly("data.zip");
  }

  @Test
  void continuesWhereAConnectionBrokeOff() throws IOException {
    breaksAfter = 70_000;
    assertThat(Files.readAllBytes(fetch(5, checksum()))).isEqualTo(content);
    assertThat(ranges.size()).isGreaterThanOrEqualTo(3);
    assertThat(ranges.get(ranges.size() - 1)).startsWith("bytes=");
  }

  @Test
  void continuesAfterARestartOfTheProgram() throws IOException {
    Path part = temp.resolve("downloads/data.zip.part");
    Files.createDirectories(part.getParent());
    Files.write(part, Arrays.copyOf(content, 1234));
    assertThat(Files.readAllBytes(fetch(1, checksum()))).isEqualTo(content);
    assertThat(ranges).containsExactly("bytes=1234-");
  }

  @Test
  void startsAgainWhereTheServerKnowsNoRanges() throws IOException {
    Path part = temp.resolve("downloads/data.zip.part");
    Files.createDirectories(part.getParent());
    Files.write(part, new byte[1234]);
    ignoresRanges = true;
    assertThat(Files.readAllBytes(fetch(1, checksum()))).isEqualTo(content);
  }

  @Test
  void aSpoiltPartIsThrownAway() throws IOException {
    Path part = temp.resolve("downloads/data.zip.part");
    Files.createDirectories(part.getParent());
    Files.write(part, new byte[1234]);
    assertThat(Files.readAllBytes(fetch(2, checksum()))).isEqualTo(content);
  }

  @Test
  void triesAgainAfterServerErrors() throws IOException {
    failures = 2;
    assertThat(Files.readAllBytes(fetch(3, checksum()))).isEqualTo(content);
  }

  @Test
  void givesUpInASentence() {
    failures = 9;
    assertThatThrownBy(() -> fetch(2, checksum()))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("503")
        .hasMessageContaining("2 attempts");
    assertThat(ranges).hasSize(2);
  }

  @Test
  void wrongContentNeverGetsItsPlace() {
    Checksum other = new Checksum("0".repeat(64), content.length);
    assertThatThrownBy(() -> fetch(1, other)).hasMessageContaining("SHA-256");
    Checksum shorter = new Checksum(checksum().sha256(), 100);
    assertThatThrownBy(() -> fetch(1, shorter)).hasMessageContaining("more came than the 100");
    assertThat(temp.resolve("downloads").toFile().list()).isEmpty();
  }

  @Test
  void onlyWebAddressesAreFetched() {
    Downloader downloader = new Downloader(1, Duration.ZERO);
    assertThatThrownBy(
            () ->
                downloader.fetch(
                    URI.create("file:/etc/hosts"), checksum(), temp.resolve("x"), (d, t) -> {}))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("http");
  }
}
