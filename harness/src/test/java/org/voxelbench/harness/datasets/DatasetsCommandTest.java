package org.voxelbench.harness.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.base.file.Sha256;
import org.voxelbench.datasets.phantom.PhantomKind;
import org.voxelbench.datasets.phantom.PhantomSpec;
import org.voxelbench.datasets.phantom.Phantoms;
import org.voxelbench.harness.cli.Console;

/** What {@code voxelbench datasets} says and does, with a server on this machine. */
class DatasetsCommandTest {

  private static final int COLUMNS = 100;

  private final Map<String, byte[]> served = new ConcurrentHashMap<>();
  @TempDir private Path data;
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] content = served.get(exchange.getRequestURI().getPath());
          exchange.sendResponseHeaders(
              content == null ? 404 : 200, content == null ? -1 : content.length);
          if (content != null) {
            exchange.getResponseBody().write(content);
          }
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private String url(String path) {
    return "http://localhost:" + server.getAddress().getPort() + path;
  }

  private void card(String name, String keys) throws IOException {
    Path cards = Files.createDirectories(data.resolve("cards"));
    Files.writeString(
        cards.resolve(name + ".yaml"),
        "name: " + name + "\ntitle: A set\nrole: dev\nmodality: MRI\n" + keys);
  }

  /** A small labelled data set, packed. */
  private byte[] packed() throws IOException {
    Path folder = Files.createTempDirectory(data, "packed").resolve("set");
    Phantoms.write(new PhantomSpec(PhantomKind.TUMOUR, 2, 1, new int[] {8, 8, 8}), folder);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes);
        Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        zip.putNextEntry(new ZipEntry("set/" + folder.relativize(file)));
        try (InputStream in = Files.newInputStream(file)) {
          in.transferTo(zip);
        }
      }
    }
    return bytes.toByteArray();
  }

  private Console datasets(Object... arguments) {
    Object[] all =
        Stream.concat(Stream.of("datasets"), Stream.of(arguments)).toArray(Object[]::new);
    return Console.run(all);
  }

  private String row(String name) {
    Console table = datasets("--data", data);
    return table.out().lines().filter(line -> line.startsWith(name + " ")).findFirst().orElse("");
  }

  @Test
  void theTableFitsOnATerminalAndSaysWhoMayHaveWhat() {
    Console table = datasets();
    assertThat(table.exitCode()).isZero();
    assertThat(table.out().lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(COLUMNS))
        .first()
        .asString()
        .containsSubsequence("name", "role", "access", "size", "cases", "state", "licence");
    assertThat(row("MS_FLAIR"))
        .containsSubsequence("dev", "open", "0.7 GB", "60", "missing", "CC BY 4.0");
    assertThat(row("BrainMetShare")).containsSubsequence("agreement", "105+51", "missing");
    assertThat(row("D13")).containsSubsequence("test", "nobody", "-", "-", "missing", "-");
    assertThat(row("PhantomTumour")).contains("drawn when needed");
  }

  @Test
  void oneDataSetIsShownInFull() {
    Console page = datasets("HaN-Seg");
    assertThat(page.exitCode()).isZero();
    assertThat(page.out())
        .contains("SpinalCord=[30]", "10.1002/mp.16197", "CC BY-NC-ND 4.0", "zenodo", "read in:");
    Console unknown = datasets("HaNSeg2");
    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.err()).contains("did you mean 'HaN-Seg'");
  }

  @Test
  void whatAnybodyMayHaveIsReadyAfterwards() throws IOException {
    byte[] zip = packed();
    served.put("/set.zip", zip);
    card(
        "mine",
        "access: {kind: open}\narchives: [{url: '"
            + url("/set.zip")
            + "', sha256: "
            + Sha256.of(zip)
            + "}]\n");
    assertThat(row("mine")).contains("missing");
    Console fetched = datasets("fetch", "mine", "--data", data);
    assertThat(fetched.text()).contains("mine: ready, 2 training cases");
    assertThat(fetched.exitCode()).isZero();
    assertThat(row("mine")).containsSubsequence("open", "ready");
    Console again = datasets("--data", data, "fetch", "mine");
    assertThat(again.out()).contains("mine: is here");
    assertThat(again.exitCode()).isZero();
  }

  @Test
  void whatIsNoDataSetYetIsUnpackedAndSaysWhy() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("Patient-1/1-Flair.nii"));
      zip.putNextEntry(new ZipEntry("Patient-2/2-Flair.nii"));
    }
    served.put("/set.zip", bytes.toByteArray());
    card("mine", "archives: [{url: '" + url("/set.zip") + "'}]\n");
    Console fetched = datasets("fetch", "mine", "--data", data);
    assertThat(fetched.exitCode()).isZero();
    assertThat(fetched.out()).contains("no checksum", "is unpacked in", "dataset.json");
    assertThat(row("mine")).contains("unpacked");
  }

  @Test
  void whatNeedsAnAgreementIsExplained() throws IOException {
    card(
        "theirs",
        """
        page: https://example.org/theirs
        licence: theirs alone
        access: {kind: agreement, steps: [sign the form, wait for the mail]}
        archives: [{name: theirs.zip}]
        """);
    Console told = datasets("fetch", "theirs", "--data", data);
    assertThat(told.exitCode()).isEqualTo(2);
    assertThat(told.out())
        .containsSubsequence(
            "theirs: needs an agreement",
            "https://example.org/theirs",
            "1. sign the form",
            "2. wait for the mail",
            data.resolve("raw/theirs").toString(),
            data.resolve("downloads/theirs/theirs.zip").toString(),
            "theirs alone");
    Files.createDirectories(data.resolve("downloads/theirs"));
    Files.write(data.resolve("downloads/theirs/theirs.zip"), packed());
    assertThat(row("theirs")).contains("archive here");
    Console unpacked = datasets("fetch", "theirs", "--data", data);
    assertThat(unpacked.text()).contains("theirs: ready, 2 training cases");
    assertThat(unpacked.exitCode()).isZero();
  }

  @Test
  void oneThatFailsKeepsNoOtherFromBeingFetched() throws IOException {
    served.put("/set.zip", packed());
    card("broken", "archives: [{url: '" + url("/gone.zip") + "'}]\n");
    card("mine", "archives: [{url: '" + url("/set.zip") + "'}]\n");
    Console fetched = datasets("fetch", "D13", "broken", "mine", "PhantomTumour", "--data", data);
    assertThat(fetched.exitCode()).isZero();
    assertThat(fetched.err().lines()).singleElement().asString().contains("gone.zip", "404");
    assertThat(fetched.out())
        .contains("D13: can't be had by anybody but its makers", "mine: ready", "is drawn");
    assertThat(datasets("fetch", "D13", "broken", "--data", data).exitCode()).isEqualTo(2);
  }

  @Test
  void anUnknownNameIsRefusedBeforeAnythingIsFetched() throws IOException {
    served.put("/set.zip", packed());
    card("mine", "archives: [{url: '" + url("/set.zip") + "'}]\n");
    Console refused = datasets("fetch", "mine", "mein", "--data", data);
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("did you mean 'mine'");
    assertThat(data.resolve("downloads")).doesNotExist();
    Console nowhere = datasets("fetch", "mine");
    assertThat(nowhere.exitCode()).isEqualTo(2);
    assertThat(nowhere.err()).contains("--data (DATA=)");
    assertThat(datasets("fetch").exitCode()).isEqualTo(2);
  }
}
