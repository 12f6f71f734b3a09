package org.voxelbench.harness.tracking;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.voxelbench.base.ProgramVersion;
import org.voxelbench.base.file.AtomicFolder;
import org.voxelbench.base.file.Sha256;
import org.voxelbench.base.format.Decimals;
import org.voxelbench.store.Manifest;

/**
 * A run in MLflow's file store, {@code mlruns} in the folder of the results: {@code meta.yaml}, and
 * a file for each metric, parameter and tag ({@code mlflow/store/tracking/file_store.py}).
 *
 * <p>The run's folder is filled aside, in the run's own, and moved to its place whole; epochs are
 * then added at the end of the metrics' files.
 */
final class MlflowRun implements RunWriter {

  static final String STORE = "mlruns";

  private static final int ID_DIGITS = 32;
  private static final int LOCAL_SOURCE = 4;

  /** Where the run is filled, and where the one before it goes. */
  private static final String ASIDE = ".mlflow";

  private final Path runFolder;

  MlflowRun(Path runFolder) {
    this.runFolder = runFolder;
  }

  @Override
  public Path place(TrackedRun run) {
    return experiment(run).folder().resolve(id(run));
  }

  private static MlflowExperiment experiment(TrackedRun run) {
    return new MlflowExperiment(run.results().resolve(STORE), run.experiment());
  }

  private static String id(TrackedRun run) {
    byte[] own = run.manifest().id().getBytes(StandardCharsets.UTF_8);
    return Sha256.of(own).substring(0, ID_DIGITS);
  }

  @Override
  public void write(TrackedRun run) throws IOException {
    Path aside = runFolder.resolve(ASIDE);
    if (Files.exists(aside)) {
      AtomicFolder.remove(aside);
    }
    experiment(run).make(aside.resolve("experiment"), run.started());
    Path fresh = Files.createDirectories(aside.resolve("new"));
    fill(fresh, run);
    Path place = place(run);
    if (Files.exists(place)) {
      Files.move(place, aside.resolve("old"), StandardCopyOption.ATOMIC_MOVE);
    }
    Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
    AtomicFolder.remove(aside);
  }

  private void fill(Path folder, TrackedRun run) throws IOException {
    Map<String, StringBuilder> metrics = new TreeMap<>();
    for (TrackedStep step : run.steps()) {
      step.numbers()
          .forEach(
              (name, value) ->
                  metrics
                      .computeIfAbsent(name, key -> new StringBuilder())
                      .append(line(step, value)));
    }
    for (Map.Entry<String, StringBuilder> metric : metrics.entrySet()) {
      write(folder.resolve("metrics").resolve(metric.getKey()), metric.getValue().toString());
    }
    for (Map.Entry<String, String> parameter : new MlflowParameters(run).all().entrySet()) {
      write(folder.resolve("params").resolve(parameter.getKey()), parameter.getValue());
    }
    for (Map.Entry<String, String> tag : tags(run).entrySet()) {
      write(folder.resolve("tags").resolve(tag.getKey()), tag.getValue());
    }
    for (String kind : List.of("metrics", "params", "tags", "artifacts")) {
      Files.createDirectories(folder.resolve(kind));
    }
    for (TrackedPicture picture : run.pictures()) {
      Path copy = folder.resolve("artifacts").resolve(picture.name() + ".png");
      Files.createDirectories(copy.getParent());
      Files.copy(picture.file(), copy);
    }
    Files.write(folder.resolve(MlflowMeta.NAME), meta(run).bytes());
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Override
  public void add(TrackedRun run, TrackedStep step) throws IOException {
    Path metrics = place(run).resolve("metrics");
    if (!Files.isDirectory(metrics)) {
      throw new NoSuchFileException(metrics.toString());
    }
    for (Map.Entry<String, Double> number : step.numbers().entrySet()) {
      Path file = metrics.resolve(number.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(
          file,
          line(step, number.getValue()),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
  }

  private static String line(TrackedStep step, double value) {
    return step.time().toEpochMilli() + " " + Decimals.text(value) + " " + step.step() + "\n";
  }

  private MlflowMeta meta(TrackedRun run) {
    Manifest manifest = run.manifest();
    MlflowMeta meta =
        new MlflowMeta()
            .put(
                "artifact_uri", place(run).toUri().toString().replaceFirst("/$", "") + "/artifacts")
            .putNull("deleted_time");
    if (manifest.ended().isEmpty()) {
      meta.putNull("end_time");
    } else {
      meta.put("end_time", Instant.parse(manifest.ended()));
    }
    return meta.put("entry_point_name", "")
        .put("experiment_id", experiment(run).id())
        .put("lifecycle_stage", "active")
        .put("run_id", id(run))
        .put("run_name", manifest.key().name())
        .put("run_uuid", id(run))
        .put("source_name", "")
        .put("source_type", LOCAL_SOURCE)
        .put("source_version", "")
        .put("start_time", run.started())
        .put("status", status(manifest))
        .putEmptyList("tags")
        .put("user_id", "");
  }

  /** RunStatus of MLflow's {@code service.proto}. */
  private static int status(Manifest manifest) {
    return switch (manifest.state()) {
      case PLANNED -> 2;
      case RUNNING -> 1;
      case DONE -> 3;
      case DIVERGED, FAILED, OUT_OF_BUDGET -> 4;
    };
  }

  private static Map<String, String> tags(TrackedRun run) {
    Manifest manifest = run.manifest();
    Map<String, String> tags = new LinkedHashMap<>();
    tags.put("mlflow.runName", manifest.key().name());
    tags.put("mlflow.source.name", "voxelbench");
    tags.put("mlflow.source.type", "LOCAL");
    tags.put("voxelbench.id", manifest.id());
    tags.put("voxelbench.folder", run.folder().path().toAbsolutePath().normalize().toString());
    tags.put("voxelbench.state", manifest.state().text());
    tags.put("voxelbench.version", ProgramVersion.current());
    if (!manifest.reason().isEmpty()) {
      tags.put("voxelbench.reason", manifest.reason());
    }
    if (!manifest.preTraining().isEmpty()) {
      tags.put("voxelbench.pretraining", manifest.preTraining());
    }
    return tags;
  }
}
