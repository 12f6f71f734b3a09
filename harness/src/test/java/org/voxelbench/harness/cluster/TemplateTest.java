package org.voxelbench.harness.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.format.StrictJson;

class TemplateTest {

  private static final Scope SCOPE =
      new Scope(
          Map.of("out", "it's here", "qos", "", "account", "mine"),
          Map.of(
              "modules",
              List.of(Scope.of("module", "java/17"), Scope.of("module", "cuda")),
              "extra",
              List.of()));

  private static String filled(String text) {
    return Template.parse("'t.sh'", text, false).filled(List.of(SCOPE));
  }

  @Test
  void aNameStandsForItsValueQuotedAsItsMarksSay() {
    assertThat(filled("a {{out}} b")).isEqualTo("a it's here b");
    assertThat(filled("{{'out'}}")).isEqualTo("'it'\\''s here'");
    assertThat(filled("{path: {{\"out\"}}}")).isEqualTo("{path: \"it's here\"}");
    assertThat(filled("${#x} {x} }}")).as("shell, not marks").isEqualTo("${#x} {x} }}");
  }

  @Test
  void aPartIsRepeatedOrLeftOutWithItsLines() {
    assertThat(filled("x\n{{#modules}}\n  load {{module}} of {{account}}\n{{/modules}}\ny\n"))
        .isEqualTo("x\n  load java/17 of mine\n  load cuda of mine\ny\n");
    assertThat(filled("x\n{{#qos}}\nqos {{qos}}\n{{/qos}}\n{{#extra}}\n{{line}}\n{{/extra}}\ny"))
        .isEqualTo("x\ny");
    assertThat(filled("a{{#account}} of {{account}}{{/account}}{{#qos}}q{{/qos}}!"))
        .isEqualTo("a of mine!");
  }

  @Test
  void whatIsWrongIsToldWithItsLineAllAtOnce() {
    assertThatThrownBy(
            () ->
                Template.parse(
                    "'own/job.sh'",
                    "{{ou}}\n{{module}}\n{{#modules}}\n{{modul}} {{groups}}\n{{3}} {{/extra}}\n",
                    false))
        .isInstanceOfSatisfying(
            BadInputException.class,
            e -> {
              String all = String.join("\n", e.sentences());
              assertThat(all)
                  .contains("'own/job.sh', line 1: unknown placeholder 'ou'")
                  .contains("'out'")
                  .contains("line 2: unknown placeholder 'module'")
                  .contains("line 4: unknown placeholder 'modul'")
                  .contains("line 4: 'groups' is a list")
                  .contains("line 5: '{{3}}' is no placeholder")
                  .contains("line 5: {{/extra}} ends nothing")
                  .contains("line 3: {{#modules}} is not ended");
              assertThat(e.sentences()).hasSize(7);
            });
  }

  @ParameterizedTest
  @CsvSource({"group, true", "job, false"})
  void whatIsOfAGroupIsKnownInItsFileAlone(String name, boolean known) {
    assertThat(Vocabulary.known(List.of())).doesNotContain(name);
    assertThat(Vocabulary.known(List.of("groups")).contains(name)).isEqualTo(known);
    assertThat(Vocabulary.known(List.of("groups", "jobs"))).contains(name);
  }

  @Test
  void bashReadsBackWhatWasQuoted() throws IOException, InterruptedException {
    SplittableRandom random = new SplittableRandom(5);
    List<String> words =
        random
            .ints(200, 0, 12)
            .mapToObj(
                length ->
                    random
                        .ints(length, ' ', 0x180)
                        .filter(c -> c != 0x7f)
                        .mapToObj(Character::toString)
                        .collect(Collectors.joining()))
            .toList();
    String script =
        words.stream()
            .map(word -> "printf '%s\\n' " + Quoting.SHELL.of(word) + "\n")
            .collect(Collectors.joining());
    Process bash = new ProcessBuilder("bash").redirectErrorStream(true).start();
    try (var in = bash.getOutputStream()) {
      in.write(script.getBytes(StandardCharsets.UTF_8));
    }
    String answer = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(bash.waitFor()).as(answer).isZero();
    assertThat(answer).isEqualTo(String.join("\n", words) + "\n");
    assertThat(words)
        .allSatisfy(
            word ->
                assertThat(StrictJson.parse("a word", Quoting.JSON.of(word), String.class))
                    .isEqualTo(word));
  }
}
