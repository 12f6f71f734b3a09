package org.voxelbench.datasets.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.voxelbench.datasets.download.Site.FILE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.datasets.download.RawServer.Answer;
import org.voxelbench.datasets.download.RawServer.Request;

/** What came before a break is kept, and only the rest fetched, in one stream or in blocks. */
class ContinuedDownloadTest {

  private Site site;

  @BeforeEach
  void layOut(@TempDir Path temp) {
    site = new Site(temp);
  }

  @AfterEach
  void stop() throws IOException {
    site.stop();
  }

  @Test
  void continuesWhereAConnectionBrokeOff() throws IOException {
    site.serve(request -> FILE.part(request).cutAfter(70_000));
    assertThat(site.fetch(2)).hasBinaryContent(FILE.content());
    assertThat(site.requests())
        .extracting(Request::range)
        .containsExactly("", "bytes=70000-", "bytes=140000-");
  }

  @Test
  void continuesWhereAConnectionFellSilent() throws IOException {
    site.serve(
        request ->
            request.range().isEmpty()
                ? FILE.part(request).cutAfter(70_000).stalling()
                : FILE.part(request));
    assertThat(site.fetchInAHurry(site.file())).hasBinaryContent(FILE.content());
    assertThat(site.requests()).extracting(Request::range).startsWith("", "bytes=70000-");
  }

  @Test
  void continuesAfterARestartOfTheProgram() throws IOException {
    site.leave(Arrays.copyOf(FILE.content(), 1234));
    site.serve(FILE::part);
    assertThat(site.fetch(1)).hasBinaryContent(FILE.content());
    assertThat(site.requests()).extracting(Request::range).containsExactly("bytes=1234-");
  }

  @Test
  void startsAgainWhereTheServerKnowsNoRanges() throws IOException {
    site.leave(new byte[1234]);
    site.serve(request -> FILE.whole());
    assertThat(site.fetch(1)).hasBinaryContent(FILE.content());
  }

  @Test
  void aServerWithoutRangesThatAlwaysCutsIsGivenUp() throws IOException {
    site.serve(request -> FILE.whole().cutAfter(70_000));
    assertThatThrownBy(() -> site.fetch(3))
        .hasMessageContainingAll("70000 of 200000", "3 attempts");
    assertThat(site.requests()).hasSize(4);
    assertThat(site.target()).doesNotExist();
  }

  @Test
  void aSpoiltPartIsThrownAway() throws IOException {
    site.leave(new byte[1234]);
    site.serve(FILE::part);
    assertThat(site.fetch(2)).hasBinaryContent(FILE.content());
  }

  @Test
  void aPartLongerThanTheFileIsThrownAway() throws IOException {
    site.leave(new byte[300_000]);
    site.serve(FILE::part);
    assertThat(site.fetch(1)).hasBinaryContent(FILE.content());
    site.leave(new byte[300_000]);
    Files.delete(site.target());
    assertThat(site.fetch(2, site.ofUnknownLength())).hasBinaryContent(FILE.content());
  }

  @Test
  void severalStreamsFetchBlocks() throws IOException {
    site.serve(FILE::part);
    assertThat(site.fetch(new DownloadPlan(Site.patience(1), 4, 30_000), site.file()))
        .hasBinaryContent(FILE.content());
    assertThat(site.requests())
        .extracting(Request::range)
        .containsExactlyInAnyOrder(
            "",
            "bytes=30000-59999",
            "bytes=60000-89999",
            "bytes=90000-119999",
            "bytes=120000-149999",
            "bytes=150000-179999",
            "bytes=180000-199999");
    assertThat(site.lying()).containsExactly("data.zip");
  }

  @Test
  void blocksThatBreakOffAreContinued() throws IOException {
    AtomicInteger count = new AtomicInteger();
    site.serve(
        request -> {
          int n = count.incrementAndGet();
          Answer part = FILE.part(request);
          return n % 3 == 0 ? Answer.of(503, "Content-Length", "0") : part.cutAfter(7_000 * n);
        });
    assertThat(site.fetch(new DownloadPlan(Site.patience(4), 3, 30_000), site.file()))
        .hasBinaryContent(FILE.content());
  }

  @Test
  void blocksAreContinuedAfterARestartOfTheProgram() throws IOException {
    AtomicInteger left = new AtomicInteger(4);
    site.serve(
        request ->
            left.getAndDecrement() > 0
                ? FILE.part(request).cutAfter(10_000)
                : Answer.of(503, "Content-Length", "0"));
    DownloadPlan plan = new DownloadPlan(Site.patience(1), 4, 50_000);
    assertThatThrownBy(() -> site.fetch(plan, site.unknown())).hasMessageContaining("503");
    assertThat(site.target()).doesNotExist();
    site.stop();
    site.serve(FILE::part);
    assertThat(site.fetch(plan, site.unknown())).hasBinaryContent(FILE.content());
    assertThat(site.requests())
        .extracting(Request::range)
        .containsExactlyInAnyOrder(
            "bytes=10000-", "bytes=60000-99999", "bytes=110000-149999", "bytes=160000-199999");
    assertThat(site.lying()).containsExactly("data.zip");
  }

  @Test
  void aFileThatChangedMeanwhileIsFetchedAnew() throws IOException {
    SoundFile old = new SoundFile(200_000, 9);
    AtomicInteger left = new AtomicInteger(1);
    site.serve(
        request ->
            left.getAndDecrement() > 0 ? old.part(request).cutAfter(70_000) : FILE.part(request));
    assertThat(site.fetch(3, site.unknown())).hasBinaryContent(FILE.content());
  }

  @Test
  void anotherPartThanWasAskedForIsNotTaken() throws IOException {
    site.serve(
        request -> {
          Answer part = FILE.part(request).cutAfter(70_000);
          if (!request.range().isEmpty()) {
            part.headers().put("Content-Range", "bytes 0-199999/200000");
          }
          return part;
        });
    assertThatThrownBy(() -> site.fetch(3)).hasMessageContaining("attempts");
    assertThat(site.target()).doesNotExist();
  }

  @Test
  void whatNeitherHashNorVersionTellsIsNotPiecedTogether() throws IOException {
    AtomicInteger left = new AtomicInteger(1);
    site.serve(
        request -> {
          Answer part = FILE.part(request);
          part.headers().remove("ETag");
          return left.getAndDecrement() > 0 ? part.cutAfter(70_000) : part;
        });
    assertThat(site.fetch(2, site.unknown())).hasBinaryContent(FILE.content());
    assertThat(site.requests()).extracting(Request::range).containsExactly("", "");
  }
}
