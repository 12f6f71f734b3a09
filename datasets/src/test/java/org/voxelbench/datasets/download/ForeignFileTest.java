package org.voxelbench.datasets.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.voxelbench.datasets.download.Site.FILE;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.download.RawServer.Answer;

/** What is not the file, by its length, its hash or its kind, never gets its place. */
class ForeignFileTest {

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
  void anotherFileNeverGetsItsPlace() throws IOException {
    SoundFile other = new SoundFile(200_000, 4);
    site.serve(other::part);
    assertThatThrownBy(() -> site.fetch(5))
        .hasMessageContainingAll("SHA-256", other.sha256(), FILE.sha256());
    assertThat(site.requests()).hasSize(1);
    assertThat(site.lying()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 300_000})
  void anotherLengthIsRefusedBeforeItComes(int bytes) throws IOException {
    site.serve(FILE::part);
    assertThatThrownBy(() -> site.fetch(5, site.ofLength(bytes)))
        .hasMessageContaining(
            bytes == 100 ? "more came than the 100" : "only 200000 of the 300000");
    assertThat(site.requests()).hasSize(1);
    assertThat(site.lying()).isEmpty();
  }

  @Test
  void moreThanTheLengthThatNobodyStatedIsRefused() throws IOException {
    site.serve(request -> Answer.of(200).with(FILE.content()));
    assertThatThrownBy(() -> site.fetch(5, site.ofLength(100_000)))
        .hasMessageContaining("more came than the 100000");
    assertThat(site.fetch(1)).hasBinaryContent(FILE.content());
  }

  @Test
  void aLengthThatIsTooShortIsNoticedByTheHash() throws IOException {
    site.serve(request -> Answer.of(200, "Content-Length", "100").with(FILE.content()));
    assertThatThrownBy(() -> site.fetch(1, site.ofUnknownLength())).hasMessageContaining("SHA-256");
    assertThat(site.target()).doesNotExist();
  }

  @Test
  void withoutLengthAndHashACutCouldNotBeTold() throws IOException {
    site.serve(request -> Answer.of(200).with(FILE.content()));
    assertThatThrownBy(() -> site.fetch(5, site.unknown()))
        .hasMessageContaining("fetch the file by hand");
    assertThat(site.lying()).isEmpty();
  }

  @Test
  void aWebPageIsNoFile() throws IOException {
    byte[] page =
        "\n<!DOCTYPE html>\n<title>Please log in</title>".getBytes(StandardCharsets.UTF_8);
    for (String type : new String[] {"text/html; charset=utf-8", "application/zip"}) {
      site.serve(
          request ->
              Answer.of(200, "Content-Length", "" + page.length, "Content-Type", type).with(page));
      assertThatThrownBy(() -> site.fetch(5, site.unknown())).hasMessageContaining("web page");
      assertThat(site.requests()).hasSize(1);
      assertThat(site.lying()).isEmpty();
      site.stop();
    }
  }

  @Test
  void whatDoesNotFitOnTheDiskIsRefusedFirst() throws IOException {
    site.serve(
        request ->
            Answer.of(200, "Content-Length", Long.toString(1L << 60), "ETag", "\"x\"").stalling());
    assertThatThrownBy(() -> site.fetch(5, site.unknown()))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("GiB");
    assertThat(site.lying()).isEmpty();
  }
}
