package org.voxelbench.datasets.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.download.RawServer.Answer;
import org.voxelbench.datasets.download.RawServer.Request;

/** Against a server of our own that breaks off, lies and fails. */
class DownloaderTest {

  private static final SoundFile FILE = new SoundFile(200_000, 3);
  private static final long NEVER = Long.MAX_VALUE;

  @TempDir Path temp;

  private RawServer server;

  @AfterEach
  void stop() throws IOException {
    if (server != null) {
      server.close();
    }
  }

  private void serve(Function<Request, Answer> behaviour) throws IOException {
    server = new RawServer(behaviour);
  }

  private static Patience patience(int attempts) {
    return patience(attempts, Duration.ofMinutes(1));
  }

  private static Patience patience(int attempts, Duration stall) {
    return new Patience(
        attempts, Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMinutes(1), stall);
  }

  private Path fetchInAHurry(RemoteFile file) {
    return fetch(new DownloadPlan(patience(2, Duration.ofSeconds(1)), 1, NEVER), file);
  }

  private static RemoteFile file(URI url) {
    return new RemoteFile(
        url, OptionalLong.of(FILE.content().length), Optional.of(Digest.sha256(FILE.sha256())));
  }

  private RemoteFile unknown() {
    return new RemoteFile(server.url("/data.zip"), OptionalLong.empty(), Optional.empty());
  }

  private Path target() {
    return temp.resolve("downloads/data.zip");
  }

  private Path fetch(int attempts) {
    return fetch(attempts, file(server.url("/data.zip")));
  }

  /** In one stream. */
  private Path fetch(int attempts, RemoteFile file) {
    return fetch(new DownloadPlan(patience(attempts), 1, NEVER), file);
  }

  private Path fetch(DownloadPlan plan, RemoteFile file) {
    new Downloader(plan).fetch(file, target(), Downloader.Progress.SILENT);
    return target();
  }

  private Path leave(byte[] part) throws IOException {
    Files.createDirectories(target().getParent());
    return Files.write(target().resolveSibling("data.zip.part"), part);
  }

  private String[] lying() {
    return target().getParent().toFile().list();
  }

  @Test
  void fetchesOnceAndLeavesNothingBeside() throws IOException {
    serve(FILE::part);
    assertThat(fetch(1)).hasBinaryContent(FILE.content());
    fetch(1);
    assertThat(server.requests()).extracting(Request::range).containsExactly("");
    assertThat(lying()).containsExactly("data.zip");
  }

  @Test
  void continuesWhereAConnectionBrokeOff() throws IOException {
    serve(request -> FILE.part(request).cutAfter(70_000));
    assertThat(fetch(2)).hasBinaryContent(FILE.content());
    assertThat(server.requests())
        .extracting(Request::range)
        .containsExactly("", "bytes=70000-", "bytes=140000-");
  }

  @Test
  void continuesWhereAConnectionFellSilent() throws IOException {
    serve(
        request ->
            request.range().isEmpty()
                ? FILE.part(request).cutAfter(70_000).stalling()
                : FILE.part(request));
    assertThat(fetchInAHurry(file(server.url("/data.zip")))).hasBinaryContent(FILE.content());
    assertThat(server.requests()).extracting(Request::range).startsWith("", "bytes=70000-");
  }

  @Test
  void aServerThatNeverAnswersIsGivenUpInASentence() throws IOException {
    serve(
        request -> {
          Answer nothing = Answer.of(200, "Content-Length", "10");
          return nothing.stalling();
        });
    assertThatThrownBy(() -> fetchInAHurry(unknown()))
        .isInstanceOf(DatasetException.class)
        .hasMessageContainingAll(server.url("/data.zip").toString(), "nothing came", "2 attempts");
  }

  @Test
  void continuesAfterARestartOfTheProgram() throws IOException {
    leave(Arrays.copyOf(FILE.content(), 1234));
    serve(FILE::part);
    assertThat(fetch(1)).hasBinaryContent(FILE.content());
    assertThat(server.requests()).extracting(Request::range).containsExactly("bytes=1234-");
  }

  @Test
  void startsAgainWhereTheServerKnowsNoRanges() throws IOException {
    leave(new byte[1234]);
    serve(request -> FILE.whole());
    assertThat(fetch(1)).hasBinaryContent(FILE.content());
  }

  @Test
  void aServerWithoutRangesThatAlwaysCutsIsGivenUp() throws IOException {
    serve(request -> FILE.whole().cutAfter(70_000));
    assertThatThrownBy(() -> fetch(3)).hasMessageContainingAll("70000 of 200000", "3 attempts");
    assertThat(server.requests()).hasSize(4);
    assertThat(target()).doesNotExist();
  }

  @Test
  void aSpoiltPartIsThrownAway() throws IOException {
    leave(new byte[1234]);
    serve(FILE::part);
    assertThat(fetch(2)).hasBinaryContent(FILE.content());
  }

  @Test
  void aPartLongerThanTheFileIsThrownAway() throws IOException {
    leave(new byte[300_000]);
    serve(FILE::part);
    assertThat(fetch(1)).hasBinaryContent(FILE.content());
    leave(new byte[300_000]);
    Files.delete(target());
    RemoteFile ofUnknownLength =
        new RemoteFile(
            server.url("/data.zip"),
            OptionalLong.empty(),
            Optional.of(Digest.sha256(FILE.sha256())));
    assertThat(fetch(2, ofUnknownLength)).hasBinaryContent(FILE.content());
  }

  @Test
  void triesAgainAfterServerErrors() throws IOException {
    AtomicInteger left = new AtomicInteger(2);
    serve(
        request ->
            left.getAndDecrement() > 0
                ? Answer.of(503, "Content-Length", "0", "Retry-After", "3600")
                : FILE.part(request));
    assertThat(fetch(3)).hasBinaryContent(FILE.content());
  }

  @Test
  void givesUpInASentence() throws IOException {
    serve(request -> Answer.of(503, "Content-Length", "0"));
    assertThatThrownBy(() -> fetch(2))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("503")
        .hasMessageContaining("2 attempts");
    assertThat(server.requests()).hasSize(2);
    assertThat(lying()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404, 410})
  void whatIsRefusedIsAskedForOnce(int status) throws IOException {
    serve(request -> Answer.of(status, "Content-Length", "0"));
    assertThatThrownBy(() -> fetch(5)).hasMessageContaining(Integer.toString(status));
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void anotherFileNeverGetsItsPlace() throws IOException {
    SoundFile other = new SoundFile(200_000, 4);
    serve(other::part);
    assertThatThrownBy(() -> fetch(5))
        .hasMessageContainingAll("SHA-256", other.sha256(), FILE.sha256());
    assertThat(server.requests()).hasSize(1);
    assertThat(lying()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 300_000})
  void anotherLengthIsRefusedBeforeItComes(int bytes) throws IOException {
    serve(FILE::part);
    RemoteFile wrong =
        new RemoteFile(
            server.url("/data.zip"),
            OptionalLong.of(bytes),
            Optional.of(Digest.sha256(FILE.sha256())));
    assertThatThrownBy(() -> fetch(5, wrong))
        .hasMessageContaining(
            bytes == 100 ? "more came than the 100" : "only 200000 of the 300000");
    assertThat(server.requests()).hasSize(1);
    assertThat(lying()).isEmpty();
  }

  @Test
  void moreThanTheLengthThatNobodyStatedIsRefused() throws IOException {
    serve(request -> Answer.of(200).with(FILE.content()));
    RemoteFile shorter =
        new RemoteFile(
            server.url("/data.zip"),
            OptionalLong.of(100_000),
            Optional.of(Digest.sha256(FILE.sha256())));
    assertThatThrownBy(() -> fetch(5, shorter)).hasMessageContaining("more came than the 100000");
    assertThat(fetch(1)).hasBinaryContent(FILE.content());
  }

  @Test
  void aLengthThatIsTooShortIsNoticedByTheHash() throws IOException {
    serve(request -> Answer.of(200, "Content-Length", "100").with(FILE.content()));
    RemoteFile ofUnknownLength =
        new RemoteFile(
            server.url("/data.zip"),
            OptionalLong.empty(),
            Optional.of(Digest.sha256(FILE.sha256())));
    assertThatThrownBy(() -> fetch(1, ofUnknownLength)).hasMessageContaining("SHA-256");
    assertThat(target()).doesNotExist();
  }

  @Test
  void withoutLengthAndHashACutCouldNotBeTold() throws IOException {
    serve(request -> Answer.of(200).with(FILE.content()));
    assertThatThrownBy(() -> fetch(5, unknown())).hasMessageContaining("fetch the file by hand");
    assertThat(lying()).isEmpty();
  }

  @Test
  void anEmptyFileIsAFile() throws IOException {
    serve(new SoundFile(0, 1)::part);
    assertThat(fetch(1, unknown())).isEmptyFile();
  }

  @Test
  void aWebPageIsNoFile() throws IOException {
    byte[] page =
        "\n<!DOCTYPE html>\n<title>Please log in</title>".getBytes(StandardCharsets.UTF_8);
    for (String type : new String[] {"text/html; charset=utf-8", "application/zip"}) {
      serve(
          request ->
              Answer.of(200, "Content-Length", "" + page.length, "Content-Type", type).with(page));
      assertThatThrownBy(() -> fetch(5, unknown())).hasMessageContaining("web page");
      assertThat(server.requests()).hasSize(1);
      assertThat(lying()).isEmpty();
      stop();
    }
  }

  @Test
  void followsToOtherHosts() throws IOException {
    try (RawServer other = new RawServer(request -> FILE.part(request).cutAfter(70_000))) {
      String there = "http://127.0.0.1:" + other.url("/").getPort() + "/signed?key=1";
      serve(request -> Answer.of(302, "Location", there, "Content-Length", "0"));
      assertThat(fetch(2)).hasBinaryContent(FILE.content());
      assertThat(other.requests())
          .extracting(Request::range)
          .containsExactly("", "bytes=70000-", "bytes=140000-");
    }
  }

  @Test
  void aRedirectToNowhereIsNamed() throws IOException {
    serve(request -> Answer.of(302, "Location", "/data.zip", "Content-Length", "0"));
    assertThatThrownBy(() -> fetch(5)).hasMessageContaining("points to '/data.zip'");
  }

  @Test
  void aServerThatIsNotThereIsNamedAtOnce() throws IOException {
    serve(FILE::part);
    stop();
    assertThatThrownBy(() -> fetch(5)).hasMessageContaining("can't be reached");
  }

  @Test
  void severalStreamsFetchBlocks() throws IOException {
    serve(FILE::part);
    assertThat(fetch(new DownloadPlan(patience(1), 4, 30_000), file(server.url("/data.zip"))))
        .hasBinaryContent(FILE.content());
    assertThat(server.requests())
        .extracting(Request::range)
        .containsExactlyInAnyOrder(
            "",
            "bytes=30000-59999",
            "bytes=60000-89999",
            "bytes=90000-119999",
            "bytes=120000-149999",
            "bytes=150000-179999",
            "bytes=180000-199999");
    assertThat(lying()).containsExactly("data.zip");
  }

  @Test
  void blocksThatBreakOffAreContinued() throws IOException {
    AtomicInteger count = new AtomicInteger();
    serve(
        request -> {
          int n = count.incrementAndGet();
          Answer part = FILE.part(request);
          return n % 3 == 0 ? Answer.of(503, "Content-Length", "0") : part.cutAfter(7_000 * n);
        });
    assertThat(fetch(new DownloadPlan(patience(4), 3, 30_000), file(server.url("/data.zip"))))
        .hasBinaryContent(FILE.content());
  }

  @Test
  void blocksAreContinuedAfterARestartOfTheProgram() throws IOException {
    AtomicInteger left = new AtomicInteger(4);
    serve(
        request ->
            left.getAndDecrement() > 0
                ? FILE.part(request).cutAfter(10_000)
                : Answer.of(503, "Content-Length", "0"));
    DownloadPlan plan = new DownloadPlan(patience(1), 4, 50_000);
    assertThatThrownBy(() -> fetch(plan, unknown())).hasMessageContaining("503");
    assertThat(target()).doesNotExist();
    stop();
    serve(FILE::part);
    assertThat(fetch(plan, unknown())).hasBinaryContent(FILE.content());
    assertThat(server.requests())
        .extracting(Request::range)
        .containsExactlyInAnyOrder(
            "bytes=10000-", "bytes=60000-99999", "bytes=110000-149999", "bytes=160000-199999");
    assertThat(lying()).containsExactly("data.zip");
  }

  @Test
  void aFileThatChangedMeanwhileIsFetchedAnew() throws IOException {
    SoundFile old = new SoundFile(200_000, 9);
    AtomicInteger left = new AtomicInteger(1);
    serve(
        request ->
            left.getAndDecrement() > 0 ? old.part(request).cutAfter(70_000) : FILE.part(request));
    assertThat(fetch(3, unknown())).hasBinaryContent(FILE.content());
  }

  @Test
  void anotherPartThanWasAskedForIsNotTaken() throws IOException {
    serve(
        request -> {
          Answer part = FILE.part(request).cutAfter(70_000);
          if (!request.range().isEmpty()) {
            part.headers().put("Content-Range", "bytes 0-199999/200000");
          }
          return part;
        });
    assertThatThrownBy(() -> fetch(3)).hasMessageContaining("attempts");
    assertThat(target()).doesNotExist();
  }

  @Test
  void whatNeitherHashNorVersionTellsIsNotPiecedTogether() throws IOException {
    AtomicInteger left = new AtomicInteger(1);
    serve(
        request -> {
          Answer part = FILE.part(request);
          part.headers().remove("ETag");
          return left.getAndDecrement() > 0 ? part.cutAfter(70_000) : part;
        });
    assertThat(fetch(2, unknown())).hasBinaryContent(FILE.content());
    assertThat(server.requests()).extracting(Request::range).containsExactly("", "");
  }

  @Test
  void whatDoesNotFitOnTheDiskIsRefusedFirst() throws IOException {
    serve(
        request ->
            Answer.of(200, "Content-Length", Long.toString(1L << 60), "ETag", "\"x\"").stalling());
    assertThatThrownBy(() -> fetch(5, unknown()))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("GiB");
    assertThat(lying()).isEmpty();
  }

  @Test
  void twoCannotFetchTheSameFile() throws IOException {
    serve(FILE::part);
    Files.createDirectories(target().getParent());
    PartFile other = PartFile.open(target(), OptionalLong.empty());
    try (other) {
      assertThatThrownBy(() -> fetch(1)).hasMessageContaining("somebody else");
    }
  }

  @Test
  void onlyWebAddressesAreFetched() {
    assertThatThrownBy(() -> file(URI.create("file:/etc/hosts")))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("http");
  }
}
