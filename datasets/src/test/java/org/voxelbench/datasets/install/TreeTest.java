package org.voxelbench.datasets.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.base.file.Sha256;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.card.DatasetCards;
import org.voxelbench.datasets.download.Downloader;
import org.voxelbench.datasets.download.Patience;
import org.voxelbench.datasets.download.RawServer;
import org.voxelbench.datasets.download.RawServer.Answer;
import org.voxelbench.datasets.download.RawServer.Request;

/** Data sets whose files a site lists, against servers that imitate such sites. */
class TreeTest {

  private static final String REPOSITORY = "/datasets/lab/corpus/resolve/main/";

  @TempDir Path temp;

  /** Contents by path; those of scans are large files behind pointers, the others Git's. */
  private final Map<String, String> files = new TreeMap<>();

  private final Set<String> broken = ConcurrentHashMap.newKeySet();
  private RawServer server;

  @BeforeEach
  void serve() throws IOException {
    files.put("README.md", "hello\n");
    files.put("OpenMind/ds1/sub-1/anat/a b_T1w.nii.gz", "scan 1");
    files.put("OpenMind/ds1/sub-1/anat/a b_T1w__Data/deface_mask.nii.gz", "mask 1");
    files.put("OpenMind/ds2/sub-1/anat/c_T2w.nii.gz", "scan 2");
    files.put("openneuro_metadata.csv", "image_path\n");
    server = new RawServer(this::answer);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private Answer answer(Request request) {
    String path = request.path().replace("%20", " ");
    if (path.startsWith("/api/datasets/lab/corpus/tree/main")) {
      return listing(path);
    }
    if (path.startsWith("/api/datasets/:persistentId/")) {
      return text(dataverse());
    }
    String name =
        path.startsWith("/api/access/datafile/")
            ? List.copyOf(files.keySet()).get(Integer.parseInt(path.replaceAll(".*/", "")))
            : path.replace(REPOSITORY, "");
    return files.containsKey(name) && !broken.contains(name)
        ? text(files.get(name))
        : Answer.of(404, "Content-Length", "0");
  }

  private static Answer text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Answer.of(200, "Content-Length", "" + bytes.length).with(bytes);
  }

  /** Two entries a page. */
  private Answer listing(String path) {
    String below = path.replaceAll("^.*/tree/main/?([^?]*).*$", "$1");
    List<String> all = files.keySet().stream().filter(name -> name.startsWith(below)).toList();
    int from = path.contains("cursor=") ? Integer.parseInt(path.replaceAll(".*cursor=", "")) : 0;
    int to = Math.min(all.size(), from + 2);
    String entries =
        all.subList(from, to).stream().map(this::entry).collect(Collectors.joining(","));
    Answer page =
        text(
            "[{\"type\":\"directory\",\"path\":\"OpenMind\",\"oid\":\"0\",\"size\":0},"
                + entries
                + "]");
    if (to < all.size()) {
      page.headers()
          .put(
              "Link",
              "<" + path.replaceAll("[?&]cursor=.*", "") + "&cursor=" + to + ">; rel=\"next\"");
    }
    return page;
  }

  private String entry(String name) {
    String content = files.get(name);
    String large =
        name.endsWith(".nii.gz")
            ? ",\"lfs\":{\"oid\":\""
                + Sha256.of(content)
                + "\",\"size\":"
                + content.length()
                + ",\"pointerSize\":132}"
            : "";
    // Git's own hash of "hello\n" and "image_path\n", by git hash-object.
    String git =
        name.equals("README.md")
            ? "ce013625030ba8dba906f756967f9e9ca394464a"
            : "102e967d1883baaa716f4627f4b4ebdc2f65f5e5";
    return "{\"type\":\"file\",\"path\":\""
        + name
        + "\",\"oid\":\""
        + git
        + "\",\"size\":"
        + content.length()
        + large
        + "}";
  }

  private String dataverse() {
    List<String> names = List.copyOf(files.keySet());
    return names.stream()
        .map(
            name ->
                "{\"directoryLabel\":\""
                    + (name.contains("/") ? name.replaceFirst("/[^/]*$", "") : "")
                    + "\",\"dataFile\":{\"id\":"
                    + names.indexOf(name)
                    + ",\"filename\":\""
                    + name.replaceFirst("^.*/", "")
                    + "\",\"filesize\":"
                    + files.get(name).length()
                    + ",\"checksum\":{\"type\":\"SHA-256\",\"value\":\""
                    + Sha256.of(files.get(name))
                    + "\"}}}")
        .collect(Collectors.joining(",", "{\"data\":{\"latestVersion\":{\"files\":[", "]}}}"));
  }

  private DatasetPlaces places(String kind, String name) throws IOException {
    Path cards = Files.createDirectories(temp.resolve("cards"));
    Files.writeString(
        cards.resolve("corpus.yaml"),
        """
        name: corpus
        title: A corpus
        role: unlabelled
        modality: MRI
        files: {kind: %s, site: '%s', name: '%s', only: ['OpenMind/**', 'openneuro_metadata.csv']}
        """
            .formatted(kind, server.url(""), name));
    return new DatasetPlaces(temp, DatasetCards.load(cards).named("corpus"));
  }

  private static Installer.Installed install(DatasetPlaces places, String... only) {
    Patience patience =
        new Patience(
            1,
            Duration.ofMillis(1),
            Duration.ofMillis(1),
            Duration.ofMinutes(1),
            Duration.ofMinutes(1));
    return new Installer(new Downloader(patience), Progress.SILENT).install(places, List.of(only));
  }

  private Map<String, String> found(Path folder) throws IOException {
    Map<String, String> found = new TreeMap<>();
    try (var paths = Files.walk(folder)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        found.put(folder.relativize(path).toString(), Files.readString(path));
      }
    }
    return found;
  }

  private long downloads() {
    return server.requests().stream()
        .filter(request -> request.path().startsWith("/datasets/"))
        .count();
  }

  @Test
  void allFilesOfTheCardsPatternsComeFromAllPages() throws IOException {
    Path folder = install(places("huggingface", "lab/corpus")).folder();
    files.remove("README.md");
    assertThat(folder).isEqualTo(temp.resolve("unlabelled/corpus"));
    assertThat(found(folder)).isEqualTo(files);
    assertThat(temp.resolve("unlabelled").toFile().list()).containsExactly("corpus");
  }

  @Test
  void whatIsHereIsNotFetchedAgainAndMoreMayBeAdded() throws IOException {
    DatasetPlaces places = places("huggingface", "lab/corpus");
    install(places, "OpenMind/ds1/**");
    assertThat(found(places.folder())).hasSize(2);
    assertThat(downloads()).isEqualTo(2);
    assertThat(server.requests().get(0).path())
        .startsWith("/api/datasets/lab/corpus/tree/main/OpenMind/ds1?");
    install(places);
    assertThat(downloads()).isEqualTo(4);
    assertThat(found(places.folder())).hasSize(4);
    install(places);
    assertThat(downloads()).isEqualTo(4);
  }

  @Test
  void aFileThatCannotBeHadLeavesNothingHalfMade() throws IOException {
    String scan = "OpenMind/ds2/sub-1/anat/c_T2w.nii.gz";
    broken.add(scan);
    DatasetPlaces places = places("huggingface", "lab/corpus");
    assertThatThrownBy(() -> install(places))
        .isInstanceOf(DatasetException.class)
        .hasMessageContainingAll("1 of 4 files", "start again", scan, "404");
    assertThat(places.folder()).doesNotExist();
    broken.clear();
    long before = downloads();
    install(places);
    assertThat(downloads()).isEqualTo(before + 1);
    assertThat(found(places.folder())).hasSize(4);
  }

  @Test
  void aFileOfAnotherHashIsRefused() throws IOException {
    DatasetPlaces places = places("huggingface", "lab/corpus");
    String metadata = "openneuro_metadata.csv";
    files.put(metadata, "image_patH\n");
    assertThatThrownBy(() -> install(places)).hasMessageContainingAll("Git hash", metadata);
  }

  @Test
  void aDataverseListsItsFilesToo() throws IOException {
    Path folder = install(places("dataverse", "doi:10.1/X")).folder();
    files.remove("README.md");
    assertThat(found(folder)).isEqualTo(files);
    assertThat(server.requests().get(0).path()).contains("persistentId=doi:10.1/X");
  }

  @Test
  void aListThatLeadsOutsideIsRefused() throws IOException {
    files.put("OpenMind/../../../evil", "x");
    assertThatThrownBy(() -> install(places("huggingface", "lab/corpus")))
        .hasMessageContaining("outside");
  }

  @Test
  void patternsThatMatchNothingAreNamed() throws IOException {
    DatasetPlaces places = places("huggingface", "lab/corpus");
    assertThatThrownBy(() -> install(places, "*.dcm")).hasMessageContaining("*.dcm");
    assertThatThrownBy(() -> install(places, "{")).hasMessageContaining("pattern");
    assertThat(places.folder()).doesNotExist();
  }

  @Test
  void aSiteThatAnswersNoListIsNamed() throws IOException {
    stop();
    server = new RawServer(request -> text("<html>Maintenance</html>"));
    assertThatThrownBy(() -> install(places("huggingface", "lab/corpus")))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("list of files");
  }
}
