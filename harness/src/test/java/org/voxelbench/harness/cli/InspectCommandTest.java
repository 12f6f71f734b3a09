package org.voxelbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.datasets.phantom.PhantomKind;
import org.voxelbench.datasets.phantom.PhantomSpec;
import org.voxelbench.datasets.phantom.Phantoms;
import org.voxelbench.harness.console.FolderChecks;

/** {@code voxelbench datasets inspect} writes a page and CSV that name what stands out. */
class InspectCommandTest {

  @TempDir private Path folder;
  private Path images;

  @BeforeEach
  void draw() {
    Path data = folder.resolve("raw/Mine");
    Phantoms.write(new PhantomSpec(PhantomKind.NUCLEI, 9, 1, new int[] {16, 24, 24}), data);
    images = data.resolve("imagesTr");
  }

  private Console inspect(Object... more) {
    Object[] arguments = {
      "datasets",
      "inspect",
      "Mine",
      "--data",
      folder,
      "--out",
      folder.resolve("out"),
      "--threads",
      1
    };
    Object[] all = Arrays.copyOf(arguments, arguments.length + more.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    return Console.run(all);
  }

  private String out(String name) throws IOException {
    return Files.readString(folder.resolve("out").resolve(name));
  }

  @Test
  void aBrokenCaseIsOnThePageAndTheOthersAreInTheTables() throws IOException {
    Path broken = images.resolve(FolderChecks.names(images).get(3));
    Files.write(broken, new byte[100]);

    Console console = inspect();

    assertThat(console.exitCode()).as(console.text()).isZero();
    assertThat(console.out()).contains("can't be used: ", broken.toString(), "index.html");
    assertThat(out("index.html"))
        .contains(
            "1 thing to look at, in 1 of 9 cases.", broken.getFileName().toString(), "caudate")
        .doesNotContain("http:", "https:", "<script src", "<link");
    assertThat(out("remarks.csv").lines()).hasSize(2).last().asString().contains(broken.toString());
    assertThat(out("cases.csv").lines()).hasSize(1 + 8);
    assertThat(out("classes.csv").lines()).hasSize(1 + 8 * 4);
    assertThat(out("intensities.csv").lines()).hasSize(1 + 8 * 2);
  }

  @Test
  void everyCaseOfACleanDataSetIsShown() throws IOException {
    Console console = inspect("--against", "PhantomNone");
    assertThat(console.exitCode()).isEqualTo(2);
    assertThat(console.err()).contains("PhantomNone");

    assertThat(inspect().out()).contains("Nothing stands out in 9 cases of Mine.");
    assertThat(out("index.html").split("<figcaption><b>nuclei_", -1)).hasSize(1 + 9);
    assertThat(out("remarks.csv")).isEqualTo("kind,cases,score,sentence\n");
  }

  @Test
  void theFolderMayBeNamedBeforeTheSubcommand() {
    Console console =
        Console.run(
            "datasets", "--data", folder, "inspect", "Mine", "--out", folder.resolve("out"));

    assertThat(console.exitCode()).as(console.text()).isZero();
  }

  @Test
  void aDataSetIsNotComparedWithItself() {
    assertThat(inspect("--against", "Mine").err()).contains("--against names 'Mine' itself");
    assertThat(List.of(inspect("--threads", "-1").exitCode())).containsExactly(2);
  }
}
