package org.voxelbench.base.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a spreadsheet makes of a table is read, or its separator is named. */
class CsvTableTest {

  private static final CsvTable TABLE = new CsvTable(List.of("method", "dice"));

  @TempDir Path temp;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "method,dice\n\"größe, 三\",0.5\n",
        "\uFEFFmethod,dice\n\"größe, 三\",0.5\n",
        "method,dice\r\n\"größe, 三\",0.5\r\n",
        "\uFEFF\"method\",\"dice\"\r\n\"größe, 三\",\"0.5\"\r\n"
      })
  void marksLineEndsAndQuotesMakeNoDifference(String text) throws IOException {
    assertThat(read(text)).isEqualTo("größe, 三=0.5");
    assertThat(TABLE.heads(file())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "method;dice\nMAE;0,5\n",
        "\"method\";\"dice\"\r\n\"MAE\";\"0,5\"\r\n",
        "\uFEFFmethod;dice;more\nMAE;0,5;1\n"
      })
  void semicolonsAreNamed(String text) {
    assertThatThrownBy(() -> read(text))
        .hasMessageContainingAll(file().toString(), "line 1", "semicolons", "expected commas");
  }

  @Test
  void tabsAreNamed() {
    assertThatThrownBy(() -> read("method\tdice\nMAE\t0.5\n")).hasMessageContaining("tabs");
  }

  @Test
  void semicolonsInNamesAreNoSeparators() throws IOException {
    assertThat(read("method,dice\nMAE; masked; 75 %,1\n")).isEqualTo("MAE; masked; 75 %=1.0");
  }

  @Test
  void utf16IsNamed() throws IOException {
    Files.write(file(), "\uFEFFmethod\tdice\r\nMAE\t1\r\n".getBytes(StandardCharsets.UTF_16LE));
    assertThatThrownBy(() -> TABLE.read(file(), row -> row)).hasMessageContaining("UTF-16");
    Files.write(file(), "method,dice\nMAE,1\n".getBytes(StandardCharsets.UTF_16BE));
    assertThatThrownBy(() -> TABLE.read(file(), row -> row)).hasMessageContaining("UTF-16");
  }

  private Path file() {
    return temp.resolve("table.csv");
  }

  private String read(String text) throws IOException {
    Files.write(file(), text.getBytes(StandardCharsets.UTF_8));
    return TABLE.read(file(), row -> row.text("method") + "=" + row.decimal("dice")).get(0);
  }
}
