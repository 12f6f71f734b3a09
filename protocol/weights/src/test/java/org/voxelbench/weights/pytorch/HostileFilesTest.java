package org.voxelbench.weights.pytorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.voxelbench.weights.pytorch.HandmadeFile.number;
import static org.voxelbench.weights.pytorch.HandmadeFile.tensor;
import static org.voxelbench.weights.pytorch.HandmadeFile.text;
import static org.voxelbench.weights.pytorch.HandmadeFile.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.base.BadInputException;
import org.voxelbench.weights.WeightsArchive;

/** Files that were made to harm are refused in a sentence that names file and offender. */
class HostileFilesTest {

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("model.pth");
  }

  private static void isRefused(Path file, String... words) {
    assertThatThrownBy(
            () -> {
              try (WeightsArchive archive = WeightsArchive.open(file)) {
                archive.tensors().forEach(tensor -> archive.read(tensor.path()));
              }
            })
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContainingAll(words)
        .message()
        .endsWith(".")
        .doesNotContain("\n");
  }

  @TestFactory
  Stream<DynamicTest> codeIsNamedAndNeverRun() {
    Path proof = folder.resolve("executed");
    String touch = text("touch " + proof);
    Map<String, String> pickles = new LinkedHashMap<>();
    pickles.put("os.system", "cos\nsystem\n" + touch + "\u0085R.");
    pickles.put("posix.system", "}" + text("a") + "cposix\nsystem\n" + touch + "\u0085Rs.");
    pickles.put("__builtin__.eval", "c__builtin__\neval\n" + text("1") + "\u0085R.");
    pickles.put("builtins.getattr", "cbuiltins\ngetattr\ncos\nsystem\n\u0086R.");
    pickles.put("subprocess.Popen", "csubprocess\nPopen\n" + touch + "\u0085\u0081.");
    pickles.put("nt.system", "\u008c\u0002nt\u008c\u0006system\u0093" + touch + "\u0085R.");
    pickles.put(
        "runpy._run_code",
        "ctorch._utils\n_rebuild_parameter\n(crunpy\n_run_code\n" + touch + "\u0085R\u0088NtR.");
    pickles.put("torch.storage._load_from_bytes", "ctorch.storage\n_load_from_bytes\n)R.");
    pickles.put("numpy.f2py.crackfortran.getlincoef", "cnumpy.f2py.crackfortran\ngetlincoef\n)R.");
    return pickles.entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () -> {
                      isRefused(
                          HandmadeFile.of(entry.getValue()).write(file()),
                          "asks for " + entry.getKey() + ", which is code and not weights");
                      assertThat(proof).doesNotExist();
                    }));
  }

  @TestFactory
  Stream<DynamicTest> claimsBeyondTheStorageAreRefusedBeforeMemoryIsTaken() {
    long huge = 1L << 62;
    Map<String, HandmadeFile> files = new LinkedHashMap<>();
    files.put(
        "of shape [3], strides [1] and offset 2 does not lie within its 4 values",
        HandmadeFile.ofTensor(4, number(2), tuple(3), tuple(1)));
    files.put("offset -1", HandmadeFile.ofTensor(4, number(-1), tuple(1), tuple(1)));
    files.put("strides [-1]", HandmadeFile.ofTensor(4, number(3), tuple(2), tuple(-1)));
    files.put("strides [" + huge, HandmadeFile.ofTensor(4, number(0), tuple(5), tuple(huge)));
    files.put(
        "strides [" + huge + ", " + huge,
        HandmadeFile.ofTensor(4, number(0), tuple(3, 3), tuple(huge, huge)));
    files.put("offset " + huge, HandmadeFile.ofTensor(4, number(huge), tuple(1), tuple(1)));
    files.put("an axis of -1", HandmadeFile.ofTensor(4, number(0), tuple(-1), tuple(1)));
    files.put("an axis of " + huge, HandmadeFile.ofTensor(4, number(0), tuple(huge), tuple(1)));
    files.put(
        "more values than a Java array",
        HandmadeFile.ofTensor(4, number(0), tuple(1 << 16, 1 << 16), tuple(0, 0)));
    files.put(
        "repeats few values to 1073741824, more than the file has bytes",
        HandmadeFile.ofTensor(4, number(0), tuple(1 << 30), tuple(0)));
    files.put("but 1 strides", HandmadeFile.ofTensor(4, number(0), tuple(2, 2), tuple(1)));
    files.put("65 axes", HandmadeFile.ofTensor(4, number(0), tuple(new long[65]), tuple(1)));
    files.put("a text as argument 2", HandmadeFile.ofTensor(4, text("a"), tuple(1), tuple(1)));
    files.put(
        "should hold 5 values of F32, but has 16 bytes",
        HandmadeFile.ofTensor(5, number(0), tuple(1), tuple(1))
            .put("archive/data/0", new byte[16]));
    files.put(
        "no entry for the storage 'data/0'",
        HandmadeFile.of(tensor(1, number(0), tuple(1), tuple(1)) + "."));
    return files.entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () -> isRefused(entry.getValue().write(file()), entry.getKey())));
  }

  @TestFactory
  Stream<DynamicTest> arraysOfNumPyThatClaimMoreThanTheyHoldAreRefused() {
    String dtype = "cnumpy\ndtype\n(%s\u0089\u0088tR(K\u0003%sNNNK\u0000K\u0000K\u0000tb";
    String empty =
        "cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\nK\u0000\u0085C\u0001b\u0087R";
    String floats = dtype.formatted(text("f4"), text("<"));
    String array = empty + "(K\u0001%s%s\u0089%stb.";
    Map<String, String> pickles = new LinkedHashMap<>();
    pickles.put(
        "values do not fit its shape [2]", array.formatted(tuple(2), floats, "C\u0004abcd"));
    pickles.put("values do not fit its shape [2, 1]", array.formatted(tuple(2, 1), floats, "]"));
    pickles.put(
        "more values than a Java array",
        array.formatted(tuple(1 << 20, 1 << 20), floats, "C\u0004abcd"));
    pickles.put(
        "NumPy's type M8, which can't be read",
        array.formatted(tuple(1), dtype.formatted(text("M8"), text("<")), "C\u0000"));
    pickles.put(
        "NumPy has no type f1",
        array.formatted(tuple(1), dtype.formatted(text("f1"), text("<")), "C\u0001a"));
    pickles.put(
        "records of several fields",
        "cnumpy\ndtype\n("
            + text("f4")
            + "\u0089\u0088tR(K\u0003"
            + text("|")
            + "N"
            + tuple(1)
            + "}K\u0000K\u0000K\u0000tb.");
    pickles.put(
        "another class than numpy.ndarray",
        "cnumpy.core.multiarray\n_reconstruct\ncbuiltins\nint\nK\u0000\u0085C\u0001b\u0087R.");
    pickles.put(
        "a scalar of NumPy of 1 bytes",
        "cnumpy.core.multiarray\nscalar\n" + floats + "C\u0001a\u0086R.");
    return pickles.entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () ->
                        isRefused(
                            HandmadeFile.of(entry.getValue()).write(file()), entry.getKey())));
  }

  @Test
  void valuesWithinThemselvesAreRefused() throws IOException {
    isRefused(
        HandmadeFile.of("]q\0h\0a.").write(file()), "holds a value within itself, at value/0");
    isRefused(
        HandmadeFile.of("}q\0" + text("a") + "]h\0as.").write(file()), "within itself, at a/0");
    isRefused(
        HandmadeFile.of("}" + text("w") + "}q\0" + text("k") + "h\0ss.").write(file()),
        "within itself, at w/k");
  }

  @Test
  void valuesThatUnfoldWithoutEndAreRefused() throws IOException {
    StringBuilder laughs = new StringBuilder("]q\0");
    for (char level = 1; level < 60; level++) {
      laughs.append("](").append(("h" + (char) (level - 1)).repeat(10)).append("eq").append(level);
    }
    String popped = "(" + laughs + "t.";
    isRefused(HandmadeFile.of(popped).write(file()), "values within values that unfold to more");
  }

  @Test
  void depthIsRefusedWithoutAStackOverflow() throws IOException {
    int deep = 500_000;
    isRefused(
        HandmadeFile.of("]".repeat(deep) + "a".repeat(deep - 1) + ".").write(file()),
        "nests values deeper than 100, at value/0/0/0");
    isRefused(
        HandmadeFile.of(")" + "\u0085".repeat(deep) + ".").write(file()), "nests values deeper");
  }

  @Test
  void keysThatMakeOnePathAreRefused() throws IOException {
    String tensor = tensor(1, number(0), tuple(1), tuple(1));
    isRefused(
        HandmadeFile.of("}(" + text("a/b") + tensor + text("a") + "}" + text("b") + tensor + "su.")
            .put("archive/data/0", new byte[4])
            .write(file()),
        "two tensors of the path a/b");
    isRefused(HandmadeFile.of("}(K\u0001N" + text("1") + "Nu.").write(file()), "the key 1 twice");
  }

  @Test
  void aCompressedEntryIsRefusedWhateverItUnpacksTo() throws IOException {
    Path bomb =
        HandmadeFile.of("N.").put("archive/data/0", new byte[50 << 20]).writeCompressed(file());
    assertThat(Files.size(bomb)).isLessThan(100_000);
    isRefused(bomb, "the entry 'archive/data.pkl' is compressed, which torch.save never does");
  }

  @Test
  void entriesOutsideTheArchiveAreRefused() throws IOException {
    for (String name : new String[] {"/etc/passwd", "../x", "archive/../../x", "other/data/0"}) {
      isRefused(
          HandmadeFile.of("N.").put(name, "x").write(file()),
          "the entry '" + name + "' lies outside the folder of data.pkl");
    }
    isRefused(
        HandmadeFile.of("N.").put("other/data.pkl", "x").write(file()), "2 entries */data.pkl");
    isRefused(HandmadeFile.of("N.").put("archive/code/__torch__.py", "x").write(file()), "TorchS");
  }

  @Test
  void aNameThatIsNotUtf8IsRefused() throws IOException {
    Path file = HandmadeFile.of("N.").put("archive/abc", "x").write(file());
    String whole = Files.readString(file, StandardCharsets.ISO_8859_1);
    Files.writeString(
        file, whole.replace("archive/abc", "archive/a\u00ffc"), StandardCharsets.ISO_8859_1);
    isRefused(file, "the file is damaged (");
  }

  @Test
  void aDamagedByteIsFoundWhereverItLies() throws IOException {
    String marks = "sixteen letters.";
    Path file =
        HandmadeFile.ofTensor(4, number(0), tuple(1), tuple(1))
            .put("archive/data/0", marks)
            .write(file());
    String whole = Files.readString(file, StandardCharsets.ISO_8859_1);
    Files.writeString(file, whole.replace("letters", "Letters"), StandardCharsets.ISO_8859_1);
    isRefused(file, "the entry 'archive/data/0' has another checksum than stated");
    Files.writeString(file, whole.replace("cpu", "gpu"), StandardCharsets.ISO_8859_1);
    isRefused(file, "the entry 'archive/data.pkl' has another checksum than stated");
  }

  @Test
  void aFileThatWasCutIsRefusedWhereverItEnds() throws IOException {
    byte[] whole =
        Files.readAllBytes(HandmadeFile.ofTensor(4, number(0), tuple(4), tuple(1)).write(file()));
    for (int length = 0; length < whole.length; length++) {
      isRefused(Files.write(file(), Arrays.copyOf(whole, length)), "model.pth: ");
    }
  }

  @Test
  void anUnknownByteOrderIsRefused() throws IOException {
    isRefused(
        HandmadeFile.of("N.").put("archive/byteorder", "middle").write(file()),
        "'archive/byteorder' says 'middle', neither little nor big");
  }
}
