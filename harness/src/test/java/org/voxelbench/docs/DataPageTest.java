package org.voxelbench.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.voxelbench.datasets.phantom.PhantomKind;

/** {@code docs/data.md} names every key of a card and every phantom. */
class DataPageTest {

  private static final MarkdownPage PAGE = MarkdownPage.read(Path.of("../docs/data.md"));
  private static final Path CARDS =
      Path.of("../datasets/src/main/resources/org/voxelbench/datasets/card/cards");

  @Test
  void everyKeyOfACardIsThere() throws IOException {
    Set<String> keys = new TreeSet<>();
    try (Stream<Path> files = Files.list(CARDS)) {
      for (Path card : files.filter(file -> file.toString().endsWith(".yaml")).toList()) {
        new YAMLMapper().readTree(card.toFile()).fieldNames().forEachRemaining(keys::add);
      }
    }

    assertThat(PAGE.firstCells("## Cards")).containsExactlyInAnyOrderElementsOf(keys);
  }

  @Test
  void everyPhantomIsThere() {
    List<String> phantoms = Stream.of(PhantomKind.values()).map(PhantomKind::datasetName).toList();

    assertThat(PAGE.firstCells("## Phantoms")).containsExactlyInAnyOrderElementsOf(phantoms);
  }
}
