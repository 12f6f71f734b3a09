package org.voxelbench.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The release archive that was made holds what it says, and starts. */
class ArchiveTest {

  private static final Path FILE = Path.of(System.getProperty("voxelbench.archive"));
  private static final Path LIB = Path.of(System.getProperty("voxelbench.archive.folder"), "lib");
  private static Archive archive;

  @TempDir private Path temporary;

  @BeforeAll
  static void read() {
    archive = Archive.read(FILE);
  }

  @Test
  void theSbomListsEveryJarAndNothingElse() throws IOException {
    Sbom sbom = Sbom.parse(archive.texts().get("sbom.json"));

    assertThat(archive.jars().jars()).hasSizeGreaterThan(50);
    assertThat(archive.jars().differences(sbom)).isEmpty();
    assertThat(archive.text("sbom.json")).containsPattern("\"specVersion\"\\s*:\\s*\"1.6\"");
  }

  @Test
  void everyJarHasALicenceWithItsTextOrAddress() {
    Map<String, String> licences = licences();

    assertThat(licences.keySet()).isEqualTo(archive.jars().jars().keySet());
    assertThat(licences)
        .allSatisfy(
            (jar, licence) ->
                assertThat(licence)
                    .as(jar)
                    .matches(".*\\]\\((texts/|https?://).*|\\w.*\\]\\(jars/.*LICEN[CS]E.*"));
  }

  @Test
  void everyLinkOfTheListOfLicencesLeadsToAFile() {
    List<String> links =
        Pattern.compile("\\]\\(([^)]+)\\)")
            .matcher(archive.text("licences/THIRD-PARTY.md"))
            .results()
            .map(link -> link.group(1))
            .filter(link -> !link.startsWith("http"))
            .map(link -> "licences/" + link)
            .toList();

    assertThat(links).hasSizeGreaterThan(50);
    assertThat(archive.hashes().keySet()).containsAll(links);
  }

  @Test
  void everyNativeLibraryHasALicence() throws IOException {
    List<String[]> rows =
        archive
            .text("licences/natives.md")
            .lines()
            .filter(line -> line.startsWith("| "))
            .map(line -> line.split(" *\\| *"))
            .toList();

    int libraries = 0;
    for (String jar : archive.jars().jars().keySet()) {
      for (String library : NativeLibraries.of(LIB.resolve(jar))) {
        libraries++;
        assertThat(rows)
            .as("%s in %s", library, jar)
            .anyMatch(row -> jar.startsWith(row[1] + "-") && startsWithOneOf(library, row[2]));
      }
    }
    assertThat(libraries).isGreaterThan(10);
  }

  @Test
  void theSumsAreThoseOfEveryOtherFile() {
    Map<String, String> stated = new TreeMap<>();
    archive
        .text("SHA256SUMS")
        .lines()
        .map(line -> line.split("  ", 2))
        .forEach(line -> stated.put(line[1], line[0]));
    Map<String, String> others = new TreeMap<>(archive.hashes());
    others.remove("SHA256SUMS");

    assertThat(stated).isEqualTo(others);
  }

  @Test
  void itHoldsOneFolderWhoseOrderOwnersAndTimesAreFixed() {
    List<TarArchiveEntry> entries = archive.entries();
    String folder = entries.get(0).getName();

    assertThat(folder).matches("voxelbench-[^/]+/");
    assertThat(entries)
        .allSatisfy(
            entry -> {
              assertThat(entry.getName()).startsWith(folder);
              assertThat(entry.getLongUserId() + entry.getLongGroupId()).isZero();
              assertThat(entry.getUserName() + entry.getGroupName()).isEmpty();
              assertThat(entry.getLastModifiedDate())
                  .isEqualTo(entries.get(0).getLastModifiedDate());
              assertThat(entry.getMode() & 0777).isIn(0644, 0755);
            });
    assertThat(entries).extracting(TarArchiveEntry::getName).doesNotHaveDuplicates();
  }

  @Test
  void theSumBesideItIsItsOwn() throws IOException, InterruptedException {
    assertThat(run(FILE.getParent(), "sha256sum", "-c", FILE.getFileName() + ".sha256"))
        .contains(FILE.getFileName() + ": OK");
  }

  @Test
  void itStartsFromAnyFolderAndThroughALink() throws IOException, InterruptedException {
    Path place = Files.createDirectory(temporary.resolve("a folder"));
    run(place, "tar", "-xzf", FILE.toString());
    String folder = archive.entries().get(0).getName();
    Path program = place.resolve(folder + "bin/voxelbench");
    Path link = Files.createSymbolicLink(temporary.resolve("link"), program);
    Path linkOfLink = Files.createSymbolicLink(place.resolve("link of link"), link);

    assertThat(run(temporary, linkOfLink.toString(), "--version"))
        .startsWith("VoxelBench " + folder.replaceAll("voxelbench-|/", ""));
  }

  /** What the list of licences says of each jar: its licences, then the texts within it. */
  private static Map<String, String> licences() {
    Map<String, String> licences = new TreeMap<>();
    archive
        .text("licences/THIRD-PARTY.md")
        .lines()
        .filter(line -> line.contains(".jar |"))
        .map(line -> line.substring(2).split(" \\| ", 2))
        .forEach(row -> licences.put(row[0], row[1]));
    return licences;
  }

  private static boolean startsWithOneOf(String library, String names) {
    return Arrays.stream(names.split(", ")).anyMatch(library::startsWith);
  }

  private static String run(Path folder, String... command)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(answer).isZero();
    return answer;
  }
}
