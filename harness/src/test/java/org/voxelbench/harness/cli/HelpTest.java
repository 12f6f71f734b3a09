package org.voxelbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The help of every command reads well on a terminal of 80 columns. */
class HelpTest {

  static Stream<CommandSpec> commands() {
    return withSubcommands(VoxelBench.commandLine());
  }

  private static Stream<CommandSpec> withSubcommands(CommandLine command) {
    return Stream.concat(
        Stream.of(command.getCommandSpec()),
        command.getSubcommands().values().stream()
            .filter(sub -> !sub.getCommandSpec().usageMessage().hidden())
            .flatMap(HelpTest::withSubcommands));
  }

  private static String usage(CommandSpec command) {
    return command.commandLine().getUsageMessage(Ansi.OFF);
  }

  private static Stream<OptionSpec> options(CommandSpec command) {
    return command.options().stream().filter(option -> !option.hidden());
  }

  private static Stream<ArgSpec> arguments(CommandSpec command) {
    return Stream.concat(options(command), command.positionalParameters().stream());
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }

  private static String description(ArgSpec argument) {
    String[] lines =
        argument.isOption() && ((OptionSpec) argument).usageHelp()
            ? new String[] {"show this help and exit"}
            : argument.description();
    return String.join(" ", lines);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void noLineIsWiderThanATerminalAndNoWordIsBroken(CommandSpec command) {
    String usage = usage(command);

    assertThat(usage.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    String joined = usage.replaceAll("\\s+", " ");
    arguments(command)
        .forEach(
            argument -> {
              String text =
                  Arrays.stream(argument.renderedDescription()).reduce("", (a, b) -> a + " " + b);
              assertThat(joined).contains(text.strip().replaceAll("\\s+", " "));
            });
    for (String sentence : command.usageMessage().description()) {
      assertThat(joined).contains(String.format(sentence).replaceAll("\\s+", " "));
    }
    assertThat(usage.lines())
        .as("a label is not cut in two")
        .noneMatch(line -> line.endsWith(",") && line.contains("[") && line.contains("--"));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aCommandIsDescribedInSentences(CommandSpec command) {
    assertThat(command.usageMessage().description())
        .isNotEmpty()
        .allSatisfy(text -> assertThat(text).matches("[A-Z].*[.?]"));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void anArgumentIsDescribedByAPhraseWithItsDefault(CommandSpec command) {
    arguments(command)
        .forEach(
            argument -> {
              String text = description(argument);
              assertThat(text).as(name(argument)).isNotBlank().doesNotEndWith(".");
              assertThat(text)
                  .as("%s begins in lower case", name(argument))
                  .matches("([a-z]|GPUs |CASE).*");
              if (argument.defaultValue() != null) {
                assertThat(text).as("default of %s", name(argument)).contains("(default: ");
              }
            });
  }

  @ParameterizedTest
  @MethodSource("commands")
  void argumentsStandInOrderAndCanBeToldApart(CommandSpec command) {
    List<String> shown = new ArrayList<>();
    usage(command)
        .lines()
        .filter(line -> line.matches(" {2,6}(-., )?--[a-z].*"))
        .forEach(line -> shown.add(line.replaceAll("^.*?--([a-z-]+).*$", "$1")));
    assertThat(shown).isSorted();
    assertThat(shown)
        .containsExactlyInAnyOrderElementsOf(
            options(command).map(option -> option.longestName().substring(2)).toList());
    assertThat(command.positionalParameters().stream().map(PositionalParamSpec::paramLabel))
        .doesNotHaveDuplicates();
  }
}
