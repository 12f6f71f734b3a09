package org.voxelbench.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.voxelbench.harness.cli.VoxelBench;
import picocli.CommandLine;

/** Options, commands and variables of make that messages and the Makefile name are there. */
class NamedOptionsTest {

  private static final Path ROOT = Path.of("..");
  private static final Pattern LITERAL = Pattern.compile("\"(?:[^\"\\\\\n]|\\\\.)*\"");
  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]+");
  private static final Pattern COMMAND = Pattern.compile("voxelbench ([a-z][a-z-]+)");
  private static final Pattern TARGET = Pattern.compile("'make ([a-z][a-z-]+)");
  private static final Pattern VARIABLE = Pattern.compile("\\(([A-Z]+)=\\)");
  private static final Pattern RECIPE = Pattern.compile("(?m)\\$\\(VOXELBENCH\\) ([a-z-]+)(.*)$");
  private static final Pattern DEFINITION = Pattern.compile("(?m)^([A-Z_]+) \\??=(.*)$");

  /** Of nvidia-smi, which is asked for a card's power, and of gdcmconv. */
  private static final Set<String> OF_OTHERS =
      Set.of("--format", "--id", "--loop-ms", "--query-gpu", "--raw");

  private static final Map<String, CommandLine> COMMANDS =
      VoxelBench.commandLine().getSubcommands();

  private static Stream<String> literals() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(file -> file.toString().matches(".*/src/main/java/.*\\.java"))
          .map(NamedOptionsTest::text)
          .flatMap(text -> all(LITERAL, 0, text).stream())
          .toList()
          .stream();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> all(Pattern pattern, int group, String text) {
    return pattern.matcher(text).results().map(found -> found.group(group)).toList();
  }

  private static Set<String> inMessages(Pattern pattern, int group) throws IOException {
    return literals()
        .flatMap(literal -> all(pattern, group, literal).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> options(CommandLine command) {
    Set<String> names = new TreeSet<>(command.getCommandSpec().optionsMap().keySet());
    command.getSubcommands().values().forEach(sub -> names.addAll(options(sub)));
    return names;
  }

  @Test
  void messagesNameOptionsThatThereAre() throws IOException {
    Set<String> known = options(VoxelBench.commandLine());
    known.addAll(OF_OTHERS);
    assertThat(inMessages(OPTION, 0)).hasSizeGreaterThan(20).isSubsetOf(known);
  }

  @Test
  void messagesNameCommandsThatThereAre() throws IOException {
    assertThat(inMessages(COMMAND, 1)).hasSizeGreaterThan(5).isSubsetOf(COMMANDS.keySet());
  }

  @Test
  void messagesNameTargetsAndVariablesOfMakeThatThereAre() throws IOException {
    String makefile = Files.readString(ROOT.resolve("Makefile"));
    assertThat(inMessages(TARGET, 1))
        .allSatisfy(target -> assertThat(makefile).contains("\n" + target + ": "));
    assertThat(inMessages(VARIABLE, 1))
        .isNotEmpty()
        .allSatisfy(variable -> assertThat(makefile).contains("\n" + variable + " ?="));
  }

  @Test
  void theMakefileGivesEachCommandOptionsThatItTakes() throws IOException {
    String makefile = Files.readString(ROOT.resolve("Makefile")).replace("\\\n", " ");
    Map<String, String> variables =
        DEFINITION
            .matcher(makefile)
            .results()
            .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));
    List<MatchResult> recipes = RECIPE.matcher(makefile).results().toList();
    assertThat(recipes).hasSizeGreaterThan(8);
    for (MatchResult recipe : recipes) {
      String words = recipe.group(2);
      for (int depth = 0; depth < 3; depth++) {
        for (Map.Entry<String, String> variable : variables.entrySet()) {
          words = words.replace("$(" + variable.getKey() + ")", variable.getValue());
        }
      }
      assertThat(options(COMMANDS.get(recipe.group(1))))
          .as("make calls %s", recipe.group(1))
          .containsAll(all(OPTION, 0, words));
    }
  }
}
