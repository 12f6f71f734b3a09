package org.voxelbench.datasets.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * All volumes that {@code zoo.py} can write, read as SimpleITK reads them; {@code make test-peer}.
 */
@Tag("peer")
class VolumePeerTest {

  private static final int LEAST = 40;

  @TempDir private static Path folder;

  @BeforeAll
  static void write() throws Exception {
    String named = System.getenv("VOXELBENCH_PEER");
    String python = named == null || named.isBlank() ? "python3" : named;
    Path log = folder.resolve("log");
    int exit = run(List.of(python, script().toString(), folder.toString()), log);
    if (exit != 0) {
      abort(
          python
              + " can't write the volumes; install what is compared with by: "
              + python
              + " -m pip install -r datasets/src/test/resources/volumes/requirements.txt, and name"
              + " the Python by PEER=: "
              + Files.readString(log));
    }
  }

  private static int run(List<String> command, Path log) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(log.toFile())
          .start()
          .waitFor();
    } catch (IOException e) {
      return abort(command.get(0) + " can't be started (" + e.getMessage() + ")");
    }
  }

  private static Path script() throws URISyntaxException {
    return Path.of(
        Objects.requireNonNull(VolumePeerTest.class.getResource("/volumes/zoo.py")).toURI());
  }

  @TestFactory
  List<DynamicTest> nrrd() throws IOException {
    return tests("nrrd");
  }

  @TestFactory
  List<DynamicTest> metaimage() throws IOException {
    return tests("metaimage");
  }

  @TestFactory
  List<DynamicTest> dicom() throws IOException {
    return tests("dicom");
  }

  private static List<DynamicTest> tests(String format) throws IOException {
    List<DynamicTest> tests = Zoo.tests(folder.resolve(format));
    assertThat(tests).hasSizeGreaterThanOrEqualTo(LEAST);
    return tests;
  }
}
