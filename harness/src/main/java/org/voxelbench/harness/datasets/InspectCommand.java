package org.voxelbench.harness.datasets;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.voxelbench.base.file.Png;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.datasets.Image;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.Labels;
import org.voxelbench.datasets.card.DatasetCard;
import org.voxelbench.datasets.raw.DatasetJson;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.harness.console.ConsoleProgress;
import org.voxelbench.harness.console.ExitCode;
import org.voxelbench.harness.data.DatasetCatalog;
import org.voxelbench.harness.picture.CaseThumbnail;
import org.voxelbench.harness.survey.CaseViewer;
import org.voxelbench.harness.survey.DatasetSurvey;
import org.voxelbench.harness.survey.Percentiles;
import org.voxelbench.harness.survey.PictureStore;
import org.voxelbench.harness.survey.Remark;
import org.voxelbench.harness.survey.Survey;
import org.voxelbench.harness.survey.SurveyedCase;
import org.voxelbench.harness.survey.page.SurveyPage;
import org.voxelbench.results.ResultsFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Looks at every case of a data set and shows what stands out. */
@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    description = {
      "Look at every case of a data set before a training, and show what stands out.",
      "Writes one page with pictures, histograms, outliers and copies, and its numbers as CSV."
    })
final class InspectCommand implements Callable<Integer> {

  /** Remarks that are printed; the page has more. */
  private static final int PRINTED = 20;

  @Spec private CommandSpec spec;
  @ParentCommand private DatasetsCommand datasets;

  @Parameters(index = "0", paramLabel = "NAME", description = "the data set")
  private String name;

  @Option(
      names = "--against",
      paramLabel = "NAME",
      description = "another data set, such as the corpus, to look for copies in")
  private String against;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "folder of the page (default: results/datasets/NAME)")
  private Path out;

  @Option(
      names = "--threads",
      defaultValue = "0",
      paramLabel = "N",
      description = "cases read at a time (default: one per core)")
  private int threads;

  @Override
  public Integer call() {
    if (threads < 0) {
      throw new ParameterException(
          spec.commandLine(), "--threads is " + threads + ", expected 0 (all cores) or more.");
    }
    if (name.equals(against)) {
      throw new ParameterException(
          spec.commandLine(),
          "--against names '" + name + "' itself, whose cases are compared anyway; name another.");
    }
    Progress progress = ConsoleProgress.standard();
    DatasetCatalog catalog = datasets.catalog(progress);
    DatasetCard card = catalog.card(name);
    RawDataset raw = catalog.open(card);
    Optional<RawDataset> other = Optional.ofNullable(against).map(catalog::card).map(catalog::open);
    Optional<Labels> labels = raw.json().map(DatasetJson::labels);
    Path folder = out == null ? Path.of("results", "datasets", name) : out;
    int workers = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    try (PictureStore pictures = new PictureStore()) {
      Survey survey =
          new DatasetSurvey(workers, progress)
              .of(raw, card.spacing(), other, painter(labels, pictures));
      new SurveyPage(survey, labels, pictures).write(new ResultsFolder(folder));
      print(survey, folder.resolve("index.html"));
    }
    return ExitCode.DONE;
  }

  private static CaseViewer painter(Optional<Labels> labels, PictureStore pictures) {
    Set<Integer> foreground = new HashSet<>();
    labels.ifPresent(known -> known.foreground().forEach(foreground::addAll));
    foreground.remove(0);
    return (facts, images, map) -> paint(facts, images, map, foreground, pictures);
  }

  private static void paint(
      SurveyedCase facts,
      List<Image> images,
      Optional<LabelMap> map,
      Set<Integer> foreground,
      PictureStore pictures) {
    Optional<Percentiles> window = facts.channels().get(0).all();
    window.ifPresent(
        known ->
            pictures.put(
                facts.key(),
                Png.of(
                    new CaseThumbnail(
                            images.get(0),
                            map,
                            foreground::contains,
                            (float) known.at(0.5),
                            (float) known.at(99.5))
                        .draw())));
  }

  private void print(Survey survey, Path page) {
    PrintWriter lines = spec.commandLine().getOut();
    List<Remark> remarks = survey.remarks();
    remarks.stream()
        .limit(PRINTED)
        .forEach(remark -> lines.println(remark.kind().word() + ": " + remark.sentence()));
    if (remarks.size() > PRINTED) {
      lines.println("and " + (remarks.size() - PRINTED) + " more on the page");
    }
    if (remarks.isEmpty()) {
      lines.println(
          "Nothing stands out in " + survey.all() + " cases of " + survey.dataset() + ".");
    }
    lines.println(page);
  }
}
