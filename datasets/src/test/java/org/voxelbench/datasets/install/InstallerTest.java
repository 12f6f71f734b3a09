package org.voxelbench.datasets.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.base.file.AtomicFolder;
import org.voxelbench.base.file.Sha256;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.card.DataRoot;
import org.voxelbench.datasets.card.DatasetCard;
import org.voxelbench.datasets.card.DatasetCards;
import org.voxelbench.datasets.download.Downloader;
import org.voxelbench.datasets.download.Patience;
import org.voxelbench.datasets.download.RawServer;
import org.voxelbench.datasets.download.RawServer.Answer;

/** From a card and a server to a folder that a data root finds. */
class InstallerTest {

  @TempDir Path temp;

  private final Map<String, byte[]> served = new HashMap<>();
  private RawServer server;

  @BeforeEach
  void serve() throws IOException {
    server =
        new RawServer(
            request -> {
              byte[] content = served.get(request.path());
              return content == null
                  ? Answer.of(404, "Content-Length", "0")
                  : Answer.of(200, "Content-Length", "" + content.length).with(content);
            });
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private static byte[] zip(String... entries) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(packed)) {
      for (String entry : entries) {
        zip.putNextEntry(new ZipEntry(entry));
        zip.write(("content of " + entry).getBytes(StandardCharsets.UTF_8));
      }
    }
    return packed.toByteArray();
  }

  private DatasetPlaces places(String keys) throws IOException {
    Path cards = Files.createDirectories(temp.resolve("cards"));
    Files.writeString(
        cards.resolve("mine.yaml"),
        "name: mine\ntitle: Mine\nrole: dev\nmodality: T1\n"
            + keys.replace("SERVER", "" + server.url("")));
    return new DatasetPlaces(temp, DatasetCards.load(cards).named("mine"));
  }

  private static Installer.Installed install(DatasetPlaces places) {
    Patience patience =
        new Patience(
            1,
            Duration.ofMillis(1),
            Duration.ofMillis(1),
            Duration.ofMinutes(1),
            Duration.ofMinutes(1));
    return new Installer(new Downloader(patience), Progress.SILENT).install(places, List.of());
  }

  @Test
  void whatIsInstalledIsFound() throws IOException {
    byte[] bytes = zip("wrapper/dataset.json");
    served.put("/some/mine.zip", bytes);
    DatasetPlaces places =
        places(
            "archives: [{url: 'SERVER/some/mine.zip', sha256: "
                + Sha256.of(bytes)
                + ", bytes: "
                + bytes.length
                + "}]\n");
    Installer.Installed installed = install(places);
    assertThat(new DataRoot(temp).find(places.card())).contains(installed.folder());
    assertThat(installed.folder().resolve("dataset.json"))
        .hasContent("content of wrapper/dataset.json");
    assertThat(installed.remarks()).isEmpty();
    assertThat(temp.resolve("raw").toFile().list()).containsExactly("mine");
  }

  @Test
  void aCardOfVersion01NamesOneArchive() throws IOException {
    byte[] bytes = zip("a/b");
    served.put("/mine.zip", bytes);
    DatasetPlaces places =
        places(
            "url: SERVER/mine.zip\nchecksum: {sha256: "
                + Sha256.of(bytes)
                + ", bytes: "
                + bytes.length
                + "}\n");
    assertThat(install(places).folder().resolve("b")).hasContent("content of a/b");
  }

  @Test
  void severalArchivesMakeOneFolder() throws IOException {
    served.put("/images.zip", zip("set/imagesTr/a.nii"));
    served.put("/labels.zip", zip("set/labelsTr/a.nii"));
    DatasetPlaces places =
        places("archives: [{url: SERVER/images.zip}, {url: SERVER/labels.zip}]\n");
    Path folder = install(places).folder();
    assertThat(folder.resolve("imagesTr/a.nii")).exists();
    assertThat(folder.resolve("labelsTr/a.nii")).exists();
  }

  @Test
  void whatNobodyKnowsTheHashOfIsNotedAndComparedTheNextTime() throws IOException {
    served.put("/mine.zip", zip("a/b"));
    DatasetPlaces places = places("archives: [{url: SERVER/mine.zip}]\n");
    Installer.Installed installed = install(places);
    String sha256 = Sha256.of(served.get("/mine.zip"));
    assertThat(installed.remarks()).singleElement().asString().contains("noted", sha256);
    assertThat(places.downloads().resolve("seen.json"))
        .content()
        .contains(sha256, "\"schema\" : 1");

    remove(installed.folder());
    assertThat(install(places).remarks()).singleElement().asString().contains("seen before");

    remove(installed.folder());
    Files.delete(places.archive(places.card().archives().get(0)));
    served.put("/mine.zip", zip("a/other"));
    assertThatThrownBy(() -> install(places))
        .isInstanceOf(DatasetException.class)
        .hasMessageContainingAll(sha256, Sha256.of(served.get("/mine.zip")), "seen.json");
    assertThat(places.folder()).doesNotExist();
  }

  @Test
  void anArchiveThatWasBroughtByHandIsCheckedAndUnpacked() throws IOException {
    byte[] bytes = zip("a/b");
    DatasetPlaces places =
        places(
            "access: {kind: agreement, steps: [sign]}\narchives: [{name: mine.zip, sha256: "
                + Sha256.of(bytes)
                + "}]\n");
    assertThatThrownBy(() -> install(places)).hasMessageContaining("sign");
    Files.createDirectories(places.downloads());
    Files.write(places.downloads().resolve("mine.zip"), zip("a/other"));
    assertThatThrownBy(() -> install(places)).hasMessageContaining("another SHA-256");
    Files.write(places.downloads().resolve("mine.zip"), bytes);
    assertThat(install(places).folder().resolve("b")).exists();
  }

  @Test
  void nothingHalfMadeIsFound() throws IOException {
    byte[] bytes = zip("a/b", "../evil");
    served.put("/mine.zip", bytes);
    DatasetPlaces places = places("archives: [{url: SERVER/mine.zip}]\n");
    assertThatThrownBy(() -> install(places)).hasMessageContaining("../evil");
    assertThat(new DataRoot(temp).find(places.card())).isEmpty();
    Files.createDirectories(temp.resolve("raw/.mine.unpacked/whole/rest"));
    assertThat(new DataRoot(temp).find(places.card())).isEmpty();
    assertThat(new DataRoot(temp).labelled()).isEmpty();
    served.put("/mine.zip", zip("a/b"));
    remove(places.downloads());
    assertThat(install(places).folder().toFile().list()).containsExactly("b");
    assertThat(temp.resolve("raw").toFile().list()).containsExactly("mine");
  }

  @Test
  void singleFilesOfAnArchiveCannotBeChosen() throws IOException {
    DatasetPlaces places = places("archives: [{url: SERVER/mine.zip}]\n");
    Installer installer = new Installer(new Downloader(), Progress.SILENT);
    assertThatThrownBy(() -> installer.install(places, List.of("*.nii")))
        .hasMessageContaining("--only");
  }

  @Test
  void whatCannotBeFetchedSaysHowToGetIt() {
    DatasetCard card = DatasetCards.load().named("FLOY_corpus");
    assertThatThrownBy(() -> install(new DatasetPlaces(temp, card)))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("FLOY_corpus")
        .hasMessageContaining(card.access().orElseThrow().words());
  }

  private static void remove(Path folder) {
    AtomicFolder.remove(folder);
  }
}
