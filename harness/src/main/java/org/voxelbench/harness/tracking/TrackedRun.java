package org.voxelbench.harness.tracking;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.voxelbench.harness.picture.PreviewFile;
import org.voxelbench.reports.examples.ExampleCase;
import org.voxelbench.results.ExperimentSummary.NumberNote;
import org.voxelbench.results.ResultRow;
import org.voxelbench.results.RunState;
import org.voxelbench.store.EpochRow;
import org.voxelbench.store.Manifest;
import org.voxelbench.store.Outcome;
import org.voxelbench.store.RunFolder;
import org.voxelbench.store.RunKey;

/**
 * All of a run or pre-training that other programs are told, as its folder says it.
 *
 * @param folder the run's folder
 * @param experiment name of the experiment
 * @param manifest where it stands
 * @param epochs its log
 */
record TrackedRun(RunFolder folder, String experiment, Manifest manifest, List<EpochRow> epochs) {

  private static final String PNG = ".png";

  TrackedRun {
    epochs = List.copyOf(epochs);
  }

  /** A run that began, as its folder is now. */
  static Optional<TrackedRun> of(RunFolder folder, String experiment) {
    return folder
        .manifest()
        .map(manifest -> new TrackedRun(folder, experiment, manifest, folder.epochs()));
  }

  Instant started() {
    return Instant.parse(manifest.started());
  }

  /** The folder of the experiment's results. */
  Path results() {
    return folder.path().toAbsolutePath().normalize().getParent().getParent();
  }

  /** Each epoch, and the end of a run that is done. */
  List<TrackedStep> steps() {
    List<TrackedStep> steps = new ArrayList<>();
    double seconds = 0;
    for (EpochRow row : epochs) {
      seconds += row.seconds();
      steps.add(TrackedStep.of(row, after(seconds)));
    }
    if (manifest.state() == RunState.DONE) {
      steps.add(end());
    }
    return steps;
  }

  private Instant after(double seconds) {
    return started().plus(Duration.ofMillis(Math.round(seconds * 1000)));
  }

  private TrackedStep end() {
    Outcome outcome = manifest.outcome();
    TrackedStep.Numbers numbers = new TrackedStep.Numbers();
    if (manifest.key() instanceof RunKey) {
      Map<String, Double> dice = finalDice(folder.rows());
      numbers.put("final/dice", mean(dice));
      dice.forEach((label, value) -> numbers.put("final_dice_by_class", label, value));
    }
    List<NumberNote> notes =
        PreviewFile.read(folder.path()).map(PreviewFile::numbers).orElse(List.of());
    for (NumberNote shown : notes) {
      numbers.put("shown", shown.name(), shown.value());
    }
    numbers.put("final/seconds", outcome.wallSeconds());
    numbers.put("final/inference_seconds", outcome.inferenceSeconds());
    numbers.put("final/energy_joules", outcome.energyJoules());
    return new TrackedStep(outcome.epochs(), after(outcome.wallSeconds()), numbers.map());
  }

  /** The mean over cases by class; NaN for a class that no case has. */
  private static Map<String, Double> finalDice(List<ResultRow> rows) {
    return rows.stream()
        .collect(
            Collectors.groupingBy(
                ResultRow::label,
                LinkedHashMap::new,
                Collectors.collectingAndThen(
                    Collectors.toMap(ResultRow::caseId, ResultRow::dice), TrackedRun::mean)));
  }

  private static double mean(Map<String, Double> values) {
    return values.values().stream()
        .filter(value -> !value.isNaN())
        .mapToDouble(Double::doubleValue)
        .average()
        .orElse(Double.NaN);
  }

  /** What a pre-training shows of what it learnt, and the cases of a run that the report shows. */
  List<TrackedPicture> pictures() throws IOException {
    List<TrackedPicture> pictures = new ArrayList<>();
    List<String> shown =
        PreviewFile.read(folder.path()).map(PreviewFile::pictures).orElse(List.of());
    for (String name : shown) {
      Path file = folder.path().resolve(name);
      if (Files.isRegularFile(file)) {
        pictures.add(picture("shown", file));
      }
    }
    Path cases = results().resolve(ExampleCase.pictures(folder.id()));
    if (Files.isDirectory(cases)) {
      try (Stream<Path> files = Files.list(cases)) {
        files
            .filter(file -> file.getFileName().toString().matches("[^.].*\\.png"))
            .forEach(file -> pictures.add(picture("cases", file)));
      }
    }
    pictures.sort(Comparator.comparing(TrackedPicture::name));
    return pictures;
  }

  private static TrackedPicture picture(String group, Path file) {
    String name = file.getFileName().toString();
    return new TrackedPicture(
        group + "/" + TrackedName.of(name.substring(0, name.length() - PNG.length())), file);
  }
}
