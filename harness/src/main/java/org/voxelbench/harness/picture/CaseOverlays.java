package org.voxelbench.harness.picture;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.file.Png;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.Image;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.Labels;
import org.voxelbench.datasets.card.DatasetCard;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.evaluation.metrics.EvaluatedClass;
import org.voxelbench.evaluation.metrics.Evaluator;
import org.voxelbench.harness.data.DatasetCatalog;
import org.voxelbench.harness.experiment.Workspace;
import org.voxelbench.reports.examples.CaseRenderer;
import org.voxelbench.reports.examples.ExampleCase;
import org.voxelbench.results.ResultsFolder;
import org.voxelbench.results.metric.Confusion;

/**
 * Draws the cases that a report shows from the raw images, the references and the runs'
 * predictions, as far as they are here; what can't be drawn is said and stops nothing.
 *
 * <p>A picture that is not older than its prediction is left as it is.
 */
public final class CaseOverlays implements CaseRenderer {

  private record CaseKey(String dataset, String caseId) {}

  private final DatasetCatalog catalog;
  private final Workspace workspace;
  private final Progress progress;
  private final Consumer<String> say;
  private final Map<String, Optional<RawDataset>> opened = new LinkedHashMap<>();
  private final Set<String> absent = new LinkedHashSet<>();

  /**
   * A painter.
   *
   * @param say takes one line for each thing that is lacking
   */
  public CaseOverlays(
      DatasetCatalog catalog, Workspace workspace, Progress progress, Consumer<String> say) {
    this.catalog = catalog;
    this.workspace = workspace;
    this.progress = progress;
    this.say = say;
  }

  @Override
  public void paint(List<ExampleCase> cases) {
    Map<CaseKey, List<ExampleCase>> byCase = new LinkedHashMap<>();
    for (ExampleCase shown : cases) {
      if (isRun(shown.runId()) && !isDrawn(shown)) {
        byCase
            .computeIfAbsent(new CaseKey(shown.dataset(), shown.caseId()), key -> new ArrayList<>())
            .add(shown);
      }
    }
    if (byCase.isEmpty()) {
      return;
    }
    try (Progress.Stage stage = progress.stage("Drawing cases", byCase.size(), "case")) {
      int done = 0;
      for (Map.Entry<CaseKey, List<ExampleCase>> entry : byCase.entrySet()) {
        dataset(entry.getKey().dataset())
            .ifPresent(raw -> paint(raw, entry.getKey().caseId(), entry.getValue()));
        stage.done(++done);
      }
    }
    if (!absent.isEmpty()) {
      say.accept(
          "No pictures of the cases of "
              + String.join(", ", absent)
              + ": their images are not here; give their folder with --data (DATA=).");
    }
  }

  /** A run's id is a file's name, so that it leads nowhere else. */
  private static boolean isRun(String id) {
    return id.matches("[A-Za-z0-9_-][A-Za-z0-9._-]*");
  }

  private Path prediction(ExampleCase shown) {
    return workspace
        .root()
        .resolve("runs")
        .resolve(shown.runId())
        .resolve("predictions")
        .resolve(shown.caseId() + ".nii.gz");
  }

  private boolean isDrawn(ExampleCase shown) {
    Path picture = workspace.root().resolve(shown.picture());
    Path source = prediction(shown);
    try {
      return Files.isRegularFile(picture)
          && (!Files.isRegularFile(source)
              || Files.getLastModifiedTime(picture).compareTo(Files.getLastModifiedTime(source))
                  >= 0);
    } catch (IOException e) {
      throw new UncheckedIOException("can't look at '" + picture + "': " + e.getMessage(), e);
    }
  }

  private Optional<RawDataset> dataset(String name) {
    return opened.computeIfAbsent(name, this::open);
  }

  private Optional<RawDataset> open(String name) {
    try {
      DatasetCard card = catalog.card(name);
      if (catalog.place(card).filter(Files::isDirectory).isPresent()) {
        return Optional.of(catalog.open(card));
      }
      absent.add(name);
    } catch (DatasetException e) {
      say.accept("No pictures of the cases of " + name + ": " + e.getMessage());
    }
    return Optional.empty();
  }

  private void paint(RawDataset raw, String caseId, List<ExampleCase> cases) {
    try {
      RawCase found =
          Stream.concat(raw.trainingCases().stream(), raw.testCases().stream())
              .filter(candidate -> candidate.id().equals(caseId))
              .findFirst()
              .orElseThrow(() -> new DatasetException("the data set has no such case."));
      Image image = found.reader().image(found.imageFiles().get(0));
      LabelMap reference = found.labelsOnImage();
      for (ExampleCase shown : cases) {
        LabelMap prediction =
            shown.missing()
                ? new LabelMap(reference.geometry(), new short[reference.labels().length])
                : found.reader().labelMap(existing(prediction(shown)));
        paint(raw.labels(), image, reference, prediction, shown);
      }
    } catch (BadInputException e) {
      sayCase(raw.name(), caseId, e.getMessage());
    } catch (OutOfMemoryError e) {
      sayCase(
          raw.name(),
          caseId,
          String.format(
              Locale.ROOT,
              "it doesn't fit into the %d MiB of heap that Java has; give it more with -Xmx.",
              Runtime.getRuntime().maxMemory() >> 20));
    }
  }

  private void sayCase(String dataset, String caseId, String why) {
    say.accept("No picture of case " + caseId + " of " + dataset + ": " + why);
  }

  private void paint(
      Labels labels, Image image, LabelMap reference, LabelMap prediction, ExampleCase shown) {
    check(Evaluator.of(labels), reference, prediction, shown);
    Set<Integer> foreground = new LinkedHashSet<>();
    labels.foreground().forEach(foreground::addAll);
    foreground.remove(0);
    BufferedImage picture =
        new CaseOverlay(image, reference, prediction, foreground::contains).draw();
    new ResultsFolder(workspace.root()).write(shown.picture(), Png.of(picture));
  }

  private static Path existing(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new DatasetException(
          "the prediction '" + file + "' is not there any more; remove that run to repeat it.");
    }
    return file;
  }

  /** The prediction must be the one that was scored, on the reference that it was scored on. */
  private static void check(
      Evaluator evaluator, LabelMap reference, LabelMap prediction, ExampleCase shown) {
    List<Confusion> confusions = evaluator.confusions(shown.caseId(), prediction, reference);
    for (int c = 0; c < confusions.size(); c++) {
      EvaluatedClass evaluated = evaluator.classes().get(c);
      Confusion found = confusions.get(c);
      for (ExampleCase.OfClass scored : shown.classes()) {
        Confusion counts = scored.counts();
        boolean same =
            counts.tp() == found.tp() && counts.fp() == found.fp() && counts.fn() == found.fn();
        if (scored.label().equals(evaluated.name()) && !same) {
          throw new BadInputException(
              "prediction and reference don't give the counts of class '"
                  + scored.label()
                  + "' in the results of run '"
                  + shown.runId()
                  + "'; give the data that were evaluated.");
        }
      }
    }
  }
}
