package org.voxelbench.datasets.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.base.file.Sha256;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.card.DataRoot;
import org.voxelbench.datasets.card.DatasetCard;
import org.voxelbench.datasets.card.DatasetCards;

class InstallerTest {

  @TempDir Path temp;

  @Test
  void whatIsInstalledIsFound() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(packed)) {
      zip.putNextEntry(new ZipEntry("wrapper/dataset.json"));
      zip.write("{}".getBytes(StandardCharsets.UTF_8));
    }
    byte[] bytes = packed.toByteArray();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    try {
      Path cards = Files.createDirectory(temp.resolve("cards"));
      Files.writeString(
          cards.resolve("mine.yaml"),
          """
          name: mine
          title: Mine
          role: dev
          modality: T1
          url: http://localhost:%d/some/mine.zip
          checksum: {sha256: %s, bytes: %d}
          """
              .formatted(server.getAddress().getPort(), Sha256.of(bytes), bytes.length));
      DatasetCard card = DatasetCards.load(cards).named("mine");
      Installer installer = new Installer(new Downloader(1, Duration.ZERO));
      Path folder = installer.install(card, temp, (done, total) -> {});
      assertThat(new DataRoot(temp).find(card)).contains(folder);
      assertThat(folder.resolve("dataset.json")).hasContent("{}");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void whatCannotBeFetchedSaysHowToGetIt() {
    DatasetCard card = DatasetCards.load().named("FLOY_corpus");
    Installer installer = new Installer(new Downloader());
    assertThatThrownBy(() -> installer.install(card, temp, (done, total) -> {}))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("FLOY_corpus")
        .hasMessageContaining(card.access().orElseThrow());
  }
}
