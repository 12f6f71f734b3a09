package org.voxelbench.base.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxelbench.base.BadInputException;

/** A user's text is UTF-8 with or without a mark; another encoding is named. */
class TextFileTest {

  private static final String TEXT = "größe: 三\r\n";

  @TempDir Path temp;

  @ParameterizedTest
  @ValueSource(strings = {"", "\uFEFF"})
  void aMarkIsNoPartOfTheText(String mark) throws IOException {
    assertThat(TextFile.read(written(mark + TEXT, StandardCharsets.UTF_8))).isEqualTo(TEXT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "ab", "abc", "{}", "\uFEFF"})
  void shortTextsAreRead(String text) throws IOException {
    assertThat(TextFile.read(written(text, StandardCharsets.UTF_8)))
        .isEqualTo(text.replace("\uFEFF", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE", "UTF-32BE"})
  void wideEncodingsAreNamed(String encoding) throws IOException {
    Path file = written("name: x\n", Charset.forName(encoding));
    String name = encoding.substring(0, "UTF-16".length());
    if (!encoding.equals("UTF-32LE")) {
      refused(file, file.toString(), "is " + name + " text", "expected UTF-8", "save it as");
    }
    Path marked = written("\uFEFFname: x\n", Charset.forName(encoding));
    refused(marked, marked.toString(), "is " + name + " text");
  }

  @Test
  void textOfOneByteALetterIsRefused() throws IOException {
    Path file = written(TEXT.replace("三", ""), StandardCharsets.ISO_8859_1);
    refused(file, file.toString(), "not UTF-8", "save it as UTF-8");
  }

  @Test
  void whatIsMissingOrNoFileIsRefused() {
    refused(temp.resolve("none"), "none", "missing");
    refused(temp, temp.toString(), "can't be read", "directory");
  }

  @Test
  void aDeniedFileIsCalledSo() {
    assertThat(FileFault.words(new AccessDeniedException("/data/x.json")))
        .contains("permission denied", System.getProperty("user.name"), "change")
        .doesNotContain("/data/x.json");
    assertThat(FileFault.words(new IOException("No space left on device")))
        .isEqualTo("No space left on device");
  }

  private Path written(String text, Charset encoding) throws IOException {
    return Files.write(temp.resolve("x.txt"), text.getBytes(encoding));
  }

  private static void refused(Path file, String... parts) {
    assertThatThrownBy(() -> TextFile.read(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll(parts);
  }
}
