package org.voxelbench.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.voxelbench.harness.cli.VoxelBench;
import picocli.CommandLine;

/** The pages lead to places that exist and name commands that exist. */
class PagesTest {

  private static final Path PROJECT = Path.of("..");
  private static final Path README = PROJECT.resolve("README.md");
  private static final int LONGEST_README = 150;
  private static final Pattern TARGET = Pattern.compile("(?m)^([a-z0-9-]+):");

  static List<MarkdownPage> pages() throws IOException {
    try (Stream<Path> top = Files.list(PROJECT);
        Stream<Path> docs = Files.list(PROJECT.resolve("docs"))) {
      return Stream.concat(top, docs)
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .map(MarkdownPage::read)
          .toList();
    }
  }

  @Test
  void theReadmeIsShort() throws IOException {
    assertThat(Files.readAllLines(README)).hasSizeLessThanOrEqualTo(LONGEST_README);
  }

  @Test
  void everyPageOfDocsIsLinkedFromTheReadme() throws IOException {
    assertThat(MarkdownPage.read(README).links())
        .containsAll(
            pages().stream()
                .map(page -> PROJECT.relativize(page.file()).toString())
                .filter(page -> page.startsWith("docs/"))
                .toList());
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyLinkLeadsSomewhere(MarkdownPage page) {
    for (String link : page.links()) {
      String[] parts = link.split("#", 2);
      Path target = parts[0].isEmpty() ? page.file() : page.file().resolveSibling(parts[0]);
      assertThat(target).as(link).exists();
      if (parts.length == 2) {
        assertThat(MarkdownPage.read(target).anchors()).as(link).contains(parts[1]);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyCommandAndItsOptionsExist(MarkdownPage page) {
    for (String line : page.commands("voxelbench")) {
      List<String> words = words(line);
      assertExists(line, words.subList(1, words.size()));
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyTargetOfMakeAndItsVariablesExist(MarkdownPage page) throws IOException {
    String makefile = Files.readString(PROJECT.resolve("Makefile"));
    for (String line : page.commands("make")) {
      List<String> words = words(line);
      for (String word : words.subList(1, words.size())) {
        int equals = word.indexOf('=');
        if (equals < 0) {
          assertThat(targets(makefile)).as(line).contains(word);
        } else if (word.startsWith("ARGS=") && isCommand(words.get(1))) {
          assertExists(line, words(words.get(1) + " " + word.substring(equals + 1)));
        } else {
          assertThat(makefile).as(line).contains("$(" + word.substring(0, equals) + ")");
        }
      }
    }
  }

  /** So that a class which gets another name gets it here too. */
  @Test
  void everyClassThatTheArchitectureNamesExists() throws IOException {
    MarkdownPage page = MarkdownPage.read(PROJECT.resolve("docs/architecture.md"));
    Set<String> classes = new SourceTree(PROJECT).classes();

    assertThat(page.spans()).filteredOn(span -> span.matches("[A-Z]\\w+")).isSubsetOf(classes);
  }

  private static boolean isCommand(String word) {
    return VoxelBench.commandLine().getSubcommands().containsKey(word);
  }

  /** The words are a command, perhaps one of another, and options of these. */
  private static void assertExists(String line, List<String> words) {
    CommandLine command = VoxelBench.commandLine();
    List<String> options = new ArrayList<>();
    for (String word : words) {
      CommandLine next = command.getSubcommands().get(word);
      if (next == null) {
        break;
      }
      command = next;
      options.addAll(command.getCommandSpec().optionsMap().keySet());
    }
    assertThat(options).as(line).isNotEmpty();
    assertThat(options)
        .as(line)
        .containsAll(
            words.stream()
                .filter(word -> word.startsWith("--"))
                .map(word -> word.split("=")[0])
                .filter(word -> !word.equals("--"))
                .toList());
  }

  private static Set<String> targets(String makefile) {
    return TARGET
        .matcher(makefile)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toSet());
  }

  /** The words of a line of a shell; quotes hold words together. */
  private static List<String> words(String line) {
    return Pattern.compile("(?:[^\\s\"']|\"[^\"]*\"|'[^']*')+")
        .matcher(line)
        .results()
        .map(word -> word.group().replaceAll("[\"']", ""))
        .toList();
  }
}
