package org.voxelbench.harness.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.harness.cli.Console;
import org.voxelbench.harness.cli.PluginJars;

/** Jars of third parties take part as built-in methods do, or are refused in one sentence. */
class PluginsTest {

  @TempDir private Path folder;
  private Path plugins;
  private PluginJars jars;

  @BeforeEach
  void beginAFolder() {
    plugins = folder.resolve("plugins");
    jars = new PluginJars(plugins);
  }

  private void refused(String... named) {
    Console answer = Console.run("methods", "--plugins", plugins);
    assertThat(answer.err()).contains(named);
    assertThat(answer.err().strip().lines()).as("one sentence, no stack trace").hasSize(1);
    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.out()).isEmpty();
  }

  @Test
  void aFolderOfJarsAndASingleJar() throws IOException {
    Path first = jars.method("first.jar", "First", "first-idea");
    jars.method("second.jar", "Second", "second-idea");

    assertThat(Console.run("methods", "--plugins", plugins).out())
        .contains("first-idea", "(first.jar)", "second-idea", "(second.jar)", "mae");
    assertThat(Console.run("methods", "--plugins", first).out())
        .contains("first-idea")
        .doesNotContain("second-idea");
    assertThat(Console.run("methods", "show", "first-idea", "--plugins", first).out())
        .contains("first-idea: A name", "A citation", "A licence", "no settings", "first.jar");
  }

  @Test
  void twoPluginsMayHoldClassesOfTheSameName() throws IOException {
    jars.method("first.jar", "Idea", "first-idea");
    jars.method("second.jar", "Idea", "second-idea");

    assertThat(Console.run("methods", "--plugins", plugins).out())
        .contains("first-idea", "second-idea");
  }

  @Test
  void aPluginUsesALibraryBesideIt() throws IOException {
    Path classes =
        jars.compiled(
            "both",
            Map.of(
                "Helper",
                "package org.example; public class Helper {"
                    + " public static final String id() { return \"helped\"; } }",
                "Idea",
                """
                package org.example;
                import java.util.Optional;
                import org.voxelbench.training.pretext.*;
                public final class Idea implements SslMethod<Idea.Settings> {
                  public record Settings() {}
                  public MethodInfo info() { return new MethodInfo(Helper.id(), "n", "s", "c", "l"); }
                  public Settings defaults() { return new Settings(); }
                  public Optional<PretextTask> pretext(Settings settings) { return Optional.empty(); }
                }
                """));
    Path library = folder.resolve("library");
    Files.createDirectories(library.resolve("org/example"));
    Files.move(
        classes.resolve("org/example/Helper.class"), library.resolve("org/example/Helper.class"));
    jars.jar("idea.jar", classes, "org.example.Idea");
    refused("idea.jar", "lacks a library", "Helper");

    jars.jar("library.jar", library, null);

    assertThat(Console.run("methods", "--plugins", plugins).out())
        .contains("helped", "library.jar names no method");
  }

  @Test
  void twoPluginsOfOneId() throws IOException {
    jars.method("first.jar", "First", "same-idea");
    jars.method("second.jar", "Second", "same-idea");

    refused("'same-idea'", "First", "first.jar", "Second", "second.jar");
  }

  @Test
  void anIdThatIsBuiltIn() throws IOException {
    jars.method("first.jar", "First", "mae");

    refused("'mae'", "org.example.First", "first.jar", "MaskedAutoencoder");
  }

  @Test
  void anIllFormedId() throws IOException {
    jars.method("first.jar", "First", "My_Idea");

    refused("'My_Idea'", "org.example.First", "first.jar");
  }

  @Test
  void aJarThatIsNone() throws IOException {
    Files.writeString(Files.createDirectories(plugins).resolve("torn.jar"), "PK, or not");

    refused("torn.jar");
  }

  @Test
  void aServicesLineThatNamesNoClass() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    jars.jar("idea.jar", empty, "org.example.Missing");

    refused("idea.jar", "org.example.Missing");
  }

  @Test
  void aServicesLineThatNamesNoMethod() throws IOException {
    jars.jar(
        "idea.jar",
        jars.compiled("idea", Map.of("Idea", "package org.example; public class Idea {}")),
        "org.example.Idea");

    refused("idea.jar", "org.example.Idea");
  }

  @Test
  void aClassOfAnotherContract() throws IOException {
    Path stub = Files.createDirectories(folder.resolve("stub"));
    Path contract = stub.resolve("SslMethod.java");
    Files.writeString(
        contract, "package org.voxelbench.training.pretext; public interface SslMethod {}");
    Path idea = stub.resolve("Idea.java");
    Files.writeString(
        idea,
        "package org.example;"
            + " public class Idea implements org.voxelbench.training.pretext.SslMethod {}");
    Path classes = jars.compiled("idea", List.of(contract, idea));
    Files.delete(classes.resolve("org/voxelbench/training/pretext/SslMethod.class"));
    jars.jar("idea.jar", classes, "org.example.Idea");

    refused("idea.jar", "org.example.Idea", "another contract");
  }

  @Test
  void aPlaceThatIsNotThere() {
    refused("plugins", "--plugins");
  }
}
