package org.voxelbench.harness.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.ExplainedException;
import org.voxelbench.base.file.Sha256;
import org.voxelbench.training.pretext.CheckpointSource;
import org.voxelbench.training.transfer.TransferScope;

/** Where files of weights are found, with a server on this machine. */
class CheckpointPlaceTest {

  private static final byte[] CONTENT = "weights".getBytes(StandardCharsets.US_ASCII);

  private final AtomicInteger requests = new AtomicInteger();
  @TempDir private Path folder;
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/models/checkpoint_final.pth",
        exchange -> {
          requests.incrementAndGet();
          boolean head = exchange.getRequestMethod().equals("HEAD");
          exchange.getResponseHeaders().set("Content-Length", Integer.toString(CONTENT.length));
          exchange.sendResponseHeaders(200, head ? -1 : CONTENT.length);
          if (!head) {
            exchange.getResponseBody().write(CONTENT);
          }
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private CheckpointSource source(String sha256) {
    return new CheckpointSource(
        "",
        "http://localhost:" + server.getAddress().getPort() + "/models/checkpoint_final.pth",
        sha256,
        TransferScope.ENCODER,
        Map.of(),
        List.of());
  }

  @Test
  void aFileIsFetchedOnceAndThenNeedsNoServer() throws IOException {
    CheckpointPlace place = new CheckpointPlace(folder.resolve("cache"));
    CheckpointSource source = source(Sha256.of(CONTENT));
    CheckpointPlace.Found found = place.find("theirs", source);
    assertThat(Files.readAllBytes(found.file())).isEqualTo(CONTENT);
    int before = requests.get();
    stop();
    assertThat(place.find("theirs", source)).isEqualTo(found);
    assertThat(requests.get()).isEqualTo(before);
  }

  @Test
  void whatNobodyKnowsTheHashOfIsHashed() {
    CheckpointPlace place = new CheckpointPlace(folder);
    assertThat(place.find("theirs", source("")).sha256()).isEqualTo(Sha256.of(CONTENT));
  }

  @Test
  void anotherFileThanTheProtocolNamesIsNotTaken() {
    CheckpointPlace place = new CheckpointPlace(folder);
    place.find("theirs", source(""));
    assertThatThrownBy(() -> place.find("theirs", source("a".repeat(64))))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("a".repeat(64))
        .hasMessageContaining(Sha256.of(CONTENT));
  }

  @Test
  void aServerThatIsNotThereIsOneSentence() {
    CheckpointSource source = source("");
    stop();
    assertThatThrownBy(() -> new CheckpointPlace(folder).find("theirs", source))
        .matches(ExplainedException::isExplained)
        .hasMessageContaining("method 'theirs' starts from a file that can't be fetched")
        .hasMessageContaining(source.fetch())
        .hasMessageContaining("put it at '" + folder);
  }

  @Test
  void theFolderOfNnUnetIsTakenWhereItIsSet() {
    assertThat(CheckpointPlace.of(Map.of("nnssl_pretrained_models", "/models")).cache())
        .isEqualTo(Path.of("/models"));
    assertThat(CheckpointPlace.of(Map.of("XDG_CACHE_HOME", "/c")).cache())
        .isEqualTo(Path.of("/c/voxelbench/checkpoints"));
  }
}
