package org.voxelbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxelbench.preparation.plan.NetworkFamily;
import org.voxelbench.training.pretext.MethodContract;

/** What {@code new-method} writes compiles, keeps the contract, and takes part. */
class NewMethodTest {

  private static final String ID = "thick-slices";
  private static final Path RECIPE = Path.of("../docs/extending.md");
  private static final Path BUILT = Path.of("target/voxelbench");
  private static final Path INSTALLED = Path.of("target/installed");

  @TempDir private Path folder;
  private Path projects;
  private Path home;

  @BeforeEach
  void layOut() throws IOException {
    projects = folder.resolve("plugins-src");
    home = folder.resolve("voxelbench");
    Files.createDirectories(home.resolve("lib"));
    Files.createFile(home.resolve("lib/voxelbench-harness-1.2.3.jar"));
  }

  private Console write(String name, Path built) {
    return Console.run("new-method", "--folder", projects, "--home", built, "--", name);
  }

  @Test
  void itCompilesKeepsTheContractAndIsFound() throws Exception {
    assertThat(write(ID, home).exitCode()).isZero();
    Path project = projects.resolve(ID);
    assertThat(project.resolve("pom.xml"))
        .content()
        .contains("<voxelbench.version>1.2.3<", "<artifactId>voxelbench-training<")
        .doesNotContain("systemPath");
    PluginJars jars = new PluginJars(folder.resolve("plugins"));
    Path tests = jars.compiled("tests", sources(project, "src"));
    keepsTheContract(tests);
    Path classes = jars.compiled("idea", sources(project, "src/main"));
    String services =
        Files.readString(project.resolve("src/main/resources").resolve(PluginJars.SERVICES));
    Path jar = jars.jar(ID + ".jar", classes, services);

    assertThat(Console.run("methods", "show", ID, "--plugins", jar).out())
        .contains(ID + ": Thick Slices", "thickness = 4", "ENCODER_AND_DECODER", ID + ".jar");
  }

  private static List<Path> sources(Path project, String below) throws IOException {
    try (Stream<Path> files = Files.walk(project.resolve(below))) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }

  /** Runs each test of the contract and of the class itself. */
  private static void keepsTheContract(Path classes) throws Exception {
    List<String> run = new ArrayList<>();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
      Class<?> type = loader.loadClass("org.example.method.ThickSlicesPluginTest");
      var constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      Object test = constructor.newInstance();
      for (Class<?> part : List.of(MethodContract.class, type)) {
        for (var method : part.getDeclaredMethods()) {
          boolean onEachNetwork = method.isAnnotationPresent(ParameterizedTest.class);
          if (onEachNetwork || method.isAnnotationPresent(Test.class)) {
            method.setAccessible(true);
            method.invoke(test, onEachNetwork ? new Object[] {NetworkFamily.U_NET} : new Object[0]);
            run.add(method.getName());
          }
        }
      }
    }
    assertThat(run)
        .contains("theObjectiveIsLearnable", "transferredWeightsArrive", "aSlabIsItsMean");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "My_Method", "-method", "a--b", "../up", "3d", "a b", "mae"})
  void anIllFormedOrTakenNameIsRefused(String name) {
    Console answer = write(name, home);

    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.err()).contains("'" + name + "'", "NAME");
    assertThat(answer.err().strip().lines()).hasSize(1);
    assertThat(projects).doesNotExist();
  }

  @Test
  void whereThereIsNoMakeItNamesMaven() {
    assertThat(write(ID, home).out())
        .contains("  mvn -f " + projects.resolve(ID).resolve("pom.xml") + " package\n")
        .contains("target/" + ID + ".jar into plugins/", "  voxelbench methods\n")
        .doesNotContain("make plugin", "make methods");
  }

  @Test
  void whatIsThereStays() throws IOException {
    Path mine = Files.createDirectories(projects.resolve(ID)).resolve("mine");
    Files.writeString(mine, "mine");

    assertThat(write(ID, home).err()).contains(ID, "stays");
    assertThat(Files.list(projects.resolve(ID))).containsExactly(mine);
  }

  @Test
  void theRecipeShowsTheVeryCode() throws IOException {
    write(ID, home);
    String code =
        Files.readString(
            projects
                .resolve(ID)
                .resolve("src/main/java/org/example/method/ThickSlicesPlugin.java"));

    assertThat(Files.readString(RECIPE)).contains(code.substring(code.indexOf("/**\n * Thick")));
  }

  @Test
  void itsToolsAreThoseOfThisBuild() throws IOException {
    write(ID, home);
    String own = Files.readString(Path.of("../pom.xml"));
    String pom = Files.readString(projects.resolve(ID).resolve("pom.xml"));

    for (String plugin : List.of("clean", "resources", "compiler", "surefire", "jar")) {
      String version = "maven-" + plugin + "-plugin</artifactId>\\s*<version>([^<]+)";
      assertThat(first(version, pom)).as(plugin).isEqualTo(first(version, own));
    }
    assertThat(first("junit-jupiter</artifactId>\\s*<version>([^<]+)", pom))
        .isEqualTo(first("<junit.version>([^<]+)", own));
    assertThat(first("assertj-core</artifactId>\\s*<version>([^<]+)", pom))
        .isEqualTo(first("<assertj.version>([^<]+)", own));
  }

  private static String first(String regex, String text) {
    var matcher = java.util.regex.Pattern.compile(regex).matcher(text);
    assertThat(matcher.find()).as(regex).isTrue();
    return matcher.group(1);
  }

  @Test
  @Tag("long")
  void mavenBuildsItOffline() throws Exception {
    assumeTrue(
        Files.isRegularFile(INSTALLED),
        "VoxelBench is not in the local repository; 'make test-long' puts it there first");
    assertThat(write(ID, BUILT).exitCode()).isZero();
    Path project = projects.resolve(ID);
    Process maven =
        new ProcessBuilder("mvn", "-o", "-B", "-q", "-f", project + "/pom.xml", "package")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();

    assertThat(maven.waitFor(10, TimeUnit.MINUTES)).isTrue();
    assertThat(maven.exitValue()).as(Files.readString(folder.resolve("log"))).isZero();
    // Skipped: the seven rules on the network that it doesn't serve, and two on masks.
    assertThat(
            project.resolve(
                "target/surefire-reports/TEST-org.example.method.ThickSlicesPluginTest.xml"))
        .content()
        .contains("tests=\"17\"", "failures=\"0\"", "skipped=\"9\"");
    assertThat(Console.run("methods", "--plugins", project.resolve("target/" + ID + ".jar")).out())
        .contains(ID);
  }
}
