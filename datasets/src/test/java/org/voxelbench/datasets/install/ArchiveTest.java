package org.voxelbench.datasets.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxelbench.base.file.AtomicFolder;
import org.voxelbench.datasets.DatasetException;

class ArchiveTest {

  @TempDir Path temp;

  @ParameterizedTest
  @ValueSource(strings = {"a.zip", "a.tar", "a.tar.gz", "a.tgz"})
  void filesComeOutInTheirFolders(String name) throws IOException {
    String deep = "set/imagesTr/" + "x".repeat(120) + ".nii";
    Path archive = pack(name, "set/dataset.json", deep);
    Archive.unpack(archive, temp.resolve("out"));
    assertThat(temp.resolve("out/set/dataset.json")).hasContent("content of set/dataset.json");
    assertThat(temp.resolve("out").resolve(deep)).hasContent("content of " + deep);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.zip", "a.tar", "a.tar.gz"})
  void nothingEscapes(String name) throws IOException {
    for (String entry : new String[] {"../evil", "ok/../../evil", "/tmp/evil-entry", "..\\evil"}) {
      Path archive = pack(name, "fine", entry);
      assertThatThrownBy(() -> Archive.unpack(archive, temp.resolve("out")))
          .isInstanceOf(DatasetException.class)
          .hasMessageContaining(entry)
          .hasMessageContaining(name);
      assertThat(temp.toFile().list()).containsExactly(name);
      assertThat(temp.resolveSibling("evil")).doesNotExist();
    }
  }

  @Test
  void linksAreRefused() throws IOException {
    byte[] link = PackedFile.tarHeader("link", 0, '2');
    Files.write(temp.resolve("a.tar"), link);
    assertThatThrownBy(() -> Archive.unpack(temp.resolve("a.tar"), temp.resolve("out")))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("link");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.zip", "a.tar", "a.tar.gz"})
  void damageIsNoticed(String name) throws IOException {
    byte[] bytes = Files.readAllBytes(pack(name, "one", "two"));
    Path cut =
        Files.write(temp.resolve(name), Arrays.copyOf(bytes, name.equals("a.tar") ? 520 : 30));
    assertThatThrownBy(() -> Archive.unpack(cut, temp.resolve("out")))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining(name);
    Path noise = Files.write(temp.resolve(name), new byte[] {5, 4, 3, 2, 1, 9, 9, 9, 9});
    assertThatThrownBy(() -> Archive.unpack(noise, temp.resolve("out")))
        .isInstanceOf(DatasetException.class);
    assertThat(temp.resolve("out")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.tar.xz", "a.7z"})
  void otherPackersFilesComeOutToo(String name) throws IOException {
    Archive.unpack(pack(name, "set/a.nii", "set/b.nii"), temp.resolve("out"));
    assertThat(temp.resolve("out/set/a.nii")).hasBinaryContent(PackedFile.content("set/a.nii"));
    assertThat(temp.resolve("out/set/b.nii")).hasBinaryContent(PackedFile.content("set/b.nii"));
  }

  @ParameterizedTest
  @EnabledOnOs(OS.LINUX)
  @ValueSource(strings = {"a.zip", "a.tar", "a.tar.gz", "a.tar.xz", "a.7z"})
  void aDamagedArchiveIsNotLeftOpen(String name) throws IOException {
    Path archive = pack(name, "one", "two");
    byte[] whole = Files.readAllBytes(archive);
    for (int at = 6; at < whole.length; at += Math.max(1, whole.length / 200)) {
      byte[] spoilt = whole.clone();
      spoilt[at] ^= 0x55;
      for (byte[] damaged : List.of(spoilt, Arrays.copyOf(whole, at))) {
        Files.write(archive, damaged);
        Path out = temp.resolve("out");
        try {
          Archive.unpack(archive, out);
          AtomicFolder.remove(out);
        } catch (DatasetException refused) {
          assertThat(out).doesNotExist();
        }
      }
    }
    assertThat(openFiles()).doesNotContain(archive.toString());
  }

  private static List<String> openFiles() throws IOException {
    List<String> open = new ArrayList<>();
    try (Stream<Path> numbers = Files.list(Path.of("/proc/self/fd"))) {
      for (Path number : numbers.toList()) {
        if (Files.isSymbolicLink(number)) {
          open.add(Files.readSymbolicLink(number).toString());
        }
      }
    }
    return open;
  }

  @Test
  void theKindIsToldByTheContentNotByTheName() throws IOException {
    Path misnamed = Files.move(pack("a.tar.gz", "one"), temp.resolve("file_downloaded"));
    Archive.unpack(misnamed, temp.resolve("out"));
    assertThat(temp.resolve("out/one")).exists();
  }

  @Test
  void whatWouldNotFitOnTheDiskIsRefusedBeforeAnythingIsWritten() throws IOException {
    byte[] header = PackedFile.tarHeader("bomb", 0, '0');
    byte[] size = new byte[12];
    size[0] = (byte) 0x80;
    size[5] = 16; // 16 << 48 bytes, in the binary form of GNU
    System.arraycopy(size, 0, header, 124, 12);
    PackedFile.checkSum(header);
    Files.write(temp.resolve("a.tar"), header);
    assertThatThrownBy(() -> Archive.unpack(temp.resolve("a.tar"), temp.resolve("out")))
        .isInstanceOf(DatasetException.class);
    assertThat(temp.toFile().list()).containsExactly("a.tar");
  }

  @Test
  void anEntryThatHoldsMoreThanItSaysIsRefused() throws IOException {
    byte[] zip = Files.readAllBytes(pack("a.zip", "one"));
    int directory = indexOf(zip, new byte[] {'P', 'K', 1, 2});
    zip[directory + 24] = 3; // the length in the list of entries
    Path lying = Files.write(temp.resolve("a.zip"), zip);
    assertThatThrownBy(() -> Archive.unpack(lying, temp.resolve("out")))
        .isInstanceOf(DatasetException.class)
        .hasMessageContainingAll("a.zip", "one", "more than the 3 bytes");
    assertThat(temp.resolve("out")).doesNotExist();
  }

  @Test
  void aSpoiltByteIsNoticedByTheSumThatAZipKeeps() throws IOException {
    byte[] content = PackedFile.content("one");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      ZipEntry entry = new ZipEntry("one");
      CRC32 sum = new CRC32();
      sum.update(content);
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(content.length);
      entry.setCrc(sum.getValue());
      zip.putNextEntry(entry);
      zip.write(content);
    }
    byte[] spoilt = bytes.toByteArray();
    spoilt[indexOf(spoilt, content)] ^= 1;
    Path archive = Files.write(temp.resolve("a.zip"), spoilt);
    assertThatThrownBy(() -> Archive.unpack(archive, temp.resolve("out")))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("damaged");
    assertThat(temp.resolve("out")).doesNotExist();
  }

  private static int indexOf(byte[] bytes, byte[] wanted) {
    int at = 0;
    while (!Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
      at++;
    }
    return at;
  }

  @ParameterizedTest
  @ValueSource(ints = {97, 98, 77})
  void anEntryOfAnotherMethodSaysSo(int method) throws IOException {
    byte[] zip = Files.readAllBytes(pack("a.zip", "one"));
    zip[indexOf(zip, new byte[] {'P', 'K', 1, 2}) + 10] = (byte) method;
    zip[8] = (byte) method;
    Path archive = Files.write(temp.resolve("a.zip"), zip);
    assertThatThrownBy(() -> Archive.unpack(archive, temp.resolve("out")))
        .isInstanceOf(DatasetException.class)
        .hasMessage(
            archive
                + ": the entry 'one' is packed by a method that isn't read here; unpack the archive"
                + " by hand.");
  }

  @Test
  void anEncryptedArchiveSaysSo() throws IOException {
    byte[] zip = Files.readAllBytes(pack("a.zip", "one"));
    zip[6] |= 1;
    zip[indexOf(zip, new byte[] {'P', 'K', 1, 2}) + 8] |= 1;
    Path locked = Files.write(temp.resolve("a.zip"), zip);
    assertThatThrownBy(() -> Archive.unpack(locked, temp.resolve("out")))
        .hasMessageContaining("encrypted");
  }

  @Test
  void leftoversOfSystemsStayInTheArchive() throws IOException {
    Path archive = pack("a.zip", "set/a.nii", "__MACOSX/set/._a.nii", "set/.DS_Store");
    Archive.unpack(archive, temp.resolve("out"));
    assertThat(temp.resolve("out").toFile().list()).containsExactly("set");
    assertThat(temp.resolve("out/set").toFile().list()).containsExactly("a.nii");
  }

  @Test
  void aPathWithDotsIsAsGoodAsAnother() throws IOException {
    Files.createDirectory(temp.resolve("sub"));
    Archive.unpack(pack("a.zip", "one"), temp.resolve("sub/../out"));
    assertThat(temp.resolve("out/one")).exists();
  }

  @Test
  void otherKindsAreRefused() {
    assertThatThrownBy(() -> Archive.unpack(temp.resolve("a.rar"), temp.resolve("out")))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("a.rar");
  }

  private Path pack(String name, String... entries) throws IOException {
    return PackedFile.write(temp.resolve(name), entries);
  }
}
