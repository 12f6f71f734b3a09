package org.voxelbench.datasets.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.Image;
import org.voxelbench.datasets.LabelMap;

/**
 * All volumes that {@code zoo.py} can write, read as SimpleITK reads them, and the other way round;
 * {@code make test-peer}.
 */
@Tag("peer")
class VolumePeerTest {

  private static final int LEAST = 40;

  /** The exit code of the script where a package is missing. */
  private static final int MISSING = 3;

  @TempDir private static Path folder;

  @BeforeAll
  static void write() throws Exception {
    run("zoo.py", folder);
  }

  /** Runs a script beside the requirements on a folder. */
  private static void run(String script, Path given) throws Exception {
    String named = System.getenv("VOXELBENCH_PEER");
    String python = named == null || named.isBlank() ? "python3" : named;
    Path log = folder.resolve("log");
    URL file = Objects.requireNonNull(VolumePeerTest.class.getResource("/volumes/" + script));
    int exit = exit(List.of(python, "-B", Path.of(file.toURI()).toString(), given.toString()), log);
    if (exit == MISSING) {
      abort(
          python
              + " can't write the volumes; install what is compared with by: "
              + python
              + " -m pip install -r datasets/src/test/resources/volumes/requirements.txt, and name"
              + " the Python by PEER=: "
              + Files.readString(log));
    }
    assertThat(exit).as(Files.readString(log)).isZero();
  }

  private static int exit(List<String> command, Path log) throws InterruptedException {
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

  /** What is written here lies in SimpleITK where it lies here, and has the same values. */
  @TestFactory
  List<DynamicTest> written() throws Exception {
    double[][] affine = {
      {-0.8 * 0.7, -0.6 * 1.25, 0, -12.5},
      {-0.6 * 0.7, 0.8 * 1.25, 0, 30.25},
      {0, 0, 3.5, 101.5},
      {0, 0, 0, 1}
    };
    Geometry place = new Geometry(new int[] {2, 3, 4}, new double[] {3.5, 1.25, 0.7}, affine);
    float[] voxels = new float[24];
    short[] labels = new short[24];
    for (int voxel = 0; voxel < 24; voxel++) {
      voxels[voxel] = voxel * 1.1f - 7;
      labels[voxel] = (short) (voxel * 20);
    }
    Path own = folder.resolve("written");
    for (String ending : List.of(".nii.gz", ".nrrd", ".mha")) {
      Volumes.write(own.resolve("image" + ending), new Image(place, voxels));
      Volumes.write(own.resolve("labels" + ending), new LabelMap(place, labels));
    }
    run("seen.py", own);
    return Zoo.tests(own);
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
