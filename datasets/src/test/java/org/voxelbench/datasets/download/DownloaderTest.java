package org.voxelbench.datasets.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.voxelbench.datasets.download.Site.FILE;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.download.RawServer.Answer;
import org.voxelbench.datasets.download.RawServer.Request;

/** What is asked of a server, how often, and when it is given up. */
class DownloaderTest {

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
  void fetchesOnceAndLeavesNothingBeside() throws IOException {
    site.serve(FILE::part);
    assertThat(site.fetch(1)).hasBinaryContent(FILE.content());
    site.fetch(1);
    assertThat(site.requests()).extracting(Request::range).containsExactly("");
    assertThat(site.lying()).containsExactly("data.zip");
  }

  @Test
  void aServerThatNeverAnswersIsGivenUpInASentence() throws IOException {
    site.serve(
        request -> {
          Answer nothing = Answer.of(200, "Content-Length", "10");
          return nothing.stalling();
        });
    assertThatThrownBy(() -> site.fetchInAHurry(site.unknown()))
        .isInstanceOf(DatasetException.class)
        .hasMessageContainingAll(site.url().toString(), "nothing came", "2 attempts");
  }

  @Test
  void triesAgainAfterServerErrors() throws IOException {
    AtomicInteger left = new AtomicInteger(2);
    site.serve(
        request ->
            left.getAndDecrement() > 0
                ? Answer.of(503, "Content-Length", "0", "Retry-After", "3600")
                : FILE.part(request));
    assertThat(site.fetch(3)).hasBinaryContent(FILE.content());
  }

  @Test
  void givesUpInASentence() throws IOException {
    site.serve(request -> Answer.of(503, "Content-Length", "0"));
    assertThatThrownBy(() -> site.fetch(2))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("503")
        .hasMessageContaining("2 attempts");
    assertThat(site.requests()).hasSize(2);
    assertThat(site.lying()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404, 410})
  void whatIsRefusedIsAskedForOnce(int status) throws IOException {
    site.serve(request -> Answer.of(status, "Content-Length", "0"));
    assertThatThrownBy(() -> site.fetch(5)).hasMessageContaining(Integer.toString(status));
    assertThat(site.requests()).hasSize(1);
  }

  @Test
  void anEmptyFileIsAFile() throws IOException {
    site.serve(new SoundFile(0, 1)::part);
    assertThat(site.fetch(1, site.unknown())).isEmptyFile();
  }

  @Test
  void followsToOtherHosts() throws IOException {
    try (RawServer other = new RawServer(request -> FILE.part(request).cutAfter(70_000))) {
      String there = "http://127.0.0.1:" + other.url("/").getPort() + "/signed?key=1";
      site.serve(request -> Answer.of(302, "Location", there, "Content-Length", "0"));
      assertThat(site.fetch(2)).hasBinaryContent(FILE.content());
      assertThat(other.requests())
          .extracting(Request::range)
          .containsExactly("", "bytes=70000-", "bytes=140000-");
    }
  }

  @Test
  void aRedirectToNowhereIsNamed() throws IOException {
    site.serve(request -> Answer.of(302, "Location", "/data.zip", "Content-Length", "0"));
    assertThatThrownBy(() -> site.fetch(5)).hasMessageContaining("points to '/data.zip'");
  }

  @Test
  void aServerThatIsNotThereIsNamedAtOnce() throws IOException {
    site.serve(FILE::part);
    site.stop();
    assertThatThrownBy(() -> site.fetch(5)).hasMessageContaining("can't be reached");
  }

  @Test
  void twoCannotFetchTheSameFile() throws IOException {
    site.serve(FILE::part);
    Files.createDirectories(site.target().getParent());
    PartFile other = PartFile.open(site.target(), OptionalLong.empty());
    try (other) {
      assertThatThrownBy(() -> site.fetch(1)).hasMessageContaining("somebody else");
    }
  }

  @Test
  void onlyWebAddressesAreFetched() {
    assertThatThrownBy(() -> Site.file(URI.create("file:/etc/hosts")))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("http");
  }
}
