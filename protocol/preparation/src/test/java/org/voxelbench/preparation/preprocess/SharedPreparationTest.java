package org.voxelbench.preparation.preprocess;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.base.file.Sha256;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.preparation.cache.PreparedDataset;
import org.voxelbench.preparation.fingerprint.FingerprintExtractor;
import org.voxelbench.preparation.plan.DatasetFingerprint;
import org.voxelbench.preparation.plan.DatasetSummary;
import org.voxelbench.preparation.plan.ExperimentPlanner;
import org.voxelbench.preparation.plan.Plan;
import org.voxelbench.preparation.plan.PlanOverrides;
import org.voxelbench.preparation.plan.PlannerPreset;

/** Several processes prepare one folder. */
class SharedPreparationTest {

  private static final String CONFIGURATION = "3d_fullres";
  private static final int CASES = 12;

  @TempDir private Path temporary;
  private Path raw;

  @BeforeEach
  void write() throws IOException {
    raw = RawFixture.write(temporary.resolve("Dataset901_Fixture"), CASES, false);
  }

  /** Prepares a data set into a folder. */
  static final class Preparer {

    public static void main(String[] arguments) {
      prepare(Path.of(arguments[0]), Path.of(arguments[1]));
    }
  }

  private static void prepare(Path raw, Path folder) {
    RawDataset dataset = RawDataset.open(raw);
    CaseWorkers workers = CaseWorkers.ofThreads(1, (cases, of) -> {});
    DatasetFingerprint fingerprint = FingerprintExtractor.extract(dataset, workers);
    Plan plan =
        new ExperimentPlanner(PlannerPreset.RESENC_M, PlanOverrides.none().withBatchSize(2))
            .plan(fingerprint, DatasetSummary.of(dataset));
    Preprocessor.prepare(dataset, fingerprint, plan, CONFIGURATION, folder, workers);
  }

  private static List<Path> files(Path folder) {
    Path cases = folder.resolve("cases");
    if (!Files.isDirectory(cases)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(cases)) {
      return files.filter(file -> file.toString().endsWith(".vbcase")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> hashes(Path folder) throws IOException {
    Map<String, String> hashes = new HashMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        hashes.put(folder.relativize(file).toString(), Sha256.of(file));
      }
    }
    return hashes;
  }

  private Process start(Path folder) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            Preparer.class.getName(),
            raw.toString(),
            folder.toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(temporary.resolve("log").toFile()))
        .start();
  }

  @Test
  void threeProcessesOneOfWhichIsKilledLeaveWhatOneAloneDoes() throws Exception {
    Path alone = temporary.resolve("alone");
    prepare(raw, alone);
    Path shared = temporary.resolve("shared");
    List<Process> processes = new ArrayList<>();
    try {
      for (int i = 0; i < 3; i++) {
        processes.add(start(shared));
      }
      Process killed = processes.get(0);
      while (killed.isAlive() && files(shared).isEmpty()) {
        Thread.sleep(1);
      }
      killed.destroyForcibly();
      for (Process process : processes.subList(1, 3)) {
        assertThat(process.waitFor()).as(Files.readString(temporary.resolve("log"))).isZero();
      }
    } finally {
      processes.forEach(Process::destroyForcibly);
    }
    assertThat(hashes(shared)).isEqualTo(hashes(alone));
    assertThat(PreparedDataset.open(shared, 0).caseIds()).hasSize(CASES);
  }
}
