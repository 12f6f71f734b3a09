package org.voxelbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.nifti.Nifti;
import org.voxelbench.datasets.nifti.NiftiWriter;
import org.voxelbench.datasets.phantom.PhantomKind;
import org.voxelbench.datasets.phantom.PhantomSpec;
import org.voxelbench.datasets.phantom.Phantoms;
import org.voxelbench.harness.console.FolderChecks;

/** A lab's own summaries, from import to report and export; published tables beside them. */
class ImportAndExportTest {

  @TempDir private Path folder;
  private Path out;
  private Path perfect;
  private Path spoilt;

  @BeforeEach
  void scoreTwoMethods() throws IOException {
    out = folder.resolve("imported");
    Path dataset = folder.resolve("MyData");
    Phantoms.write(new PhantomSpec(PhantomKind.TUMOUR, 3, 1, new int[] {24, 24, 24}), dataset);
    perfect = predict(dataset, "perfect", 0);
    spoilt = predict(dataset, "spoilt", 24 * 24 * 12);
  }

  /** Sets the first voxels of each predicted case to background, and scores the folder. */
  private Path predict(Path dataset, String method, int lost) throws IOException {
    Path predictions = folder.resolve(method);
    for (String name : FolderChecks.names(dataset.resolve("labelsTr"))) {
      LabelMap map = Nifti.readLabelMap(dataset.resolve("labelsTr").resolve(name));
      for (int i = 0; i < lost; i++) {
        map.labels()[i] = 0;
      }
      NiftiWriter.write(predictions.resolve(name), map);
    }
    assertThat(Console.run("evaluate", predictions, "--dataset", dataset).exitCode()).isZero();
    return predictions.resolve("summary.json");
  }

  private Console imported(Path summary, String method, Object... more) {
    Object[] start = {
      "import", "nnunet", "--summary", summary, "--method", method, "--out", out, "--dataset", "Lab"
    };
    Object[] all = Arrays.copyOf(start, start.length + more.length);
    System.arraycopy(more, 0, all, start.length, more.length);
    return Console.run(all);
  }

  private static void refused(Console answer, String... named) {
    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.err()).startsWith("voxelbench: ").contains(named).hasLineCount(1);
  }

  @Test
  void whatALabHasIsRankedAndExported() throws IOException {
    assertThat(imported(spoilt, "ours").out()).startsWith("3 cases of ours on Lab");
    assertThat(imported(perfect, "theirs").err()).isEmpty();
    assertThat(Console.run("report", "--out", out).err()).isEmpty();
    assertThat(out.resolve("report/tables/average_ranks.csv"))
        .content()
        .contains("test,theirs,1,1.0,1.0,0\n", "test,ours,1,2.0,");
    assertThat(out.resolve("report/index.html"))
        .content()
        .contains("imported", "summary.json, SHA-256 ")
        .doesNotContain("under one protocol, in");

    Console exported = Console.run("export", "--out", out);
    assertThat(exported.err()).isEmpty();
    assertThat(Files.readAllLines(out.resolve("challenge.csv")))
        .hasSize(1 + 2 * 3)
        .startsWith("task,algorithm,case,value")
        .filteredOn(line -> line.startsWith("Lab,theirs,"))
        .allMatch(line -> line.endsWith(",1.0"));
    refused(Console.run("export", "--out", out, "--metric", "nsd_1mm"), "nsd_1mm");
  }

  @Test
  void theOrderOfTheImportsChangesNoByte() throws IOException {
    imported(spoilt, "ours");
    imported(perfect, "theirs");
    List<String> first = files();
    for (String name : List.of("results.csv", "experiment.json")) {
      Files.delete(out.resolve(name));
    }
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      imported(perfect, "theirs");
      imported(spoilt, "ours");
    } finally {
      Locale.setDefault(before);
    }
    assertThat(files()).isEqualTo(first);
  }

  private List<String> files() throws IOException {
    return List.of(
        Files.readString(out.resolve("results.csv")),
        Files.readString(out.resolve("experiment.json")));
  }

  @Test
  void theSameTwiceIsRefusedUnlessItReplaces() throws IOException {
    imported(spoilt, "ours");
    List<String> before = files();
    refused(imported(perfect, "ours"), "ours on Lab, fold 0, seed 0", "--replace");
    assertThat(files()).isEqualTo(before);
    assertThat(imported(perfect, "ours", "--replace").exitCode()).isZero();
    assertThat(files()).isNotEqualTo(before);
    assertThat(imported(perfect, "ours", "--seed", 1).exitCode()).isZero();
  }

  @Test
  void aLabelIsNamedOnce() {
    refused(imported(perfect, "ours", "--label", "1=a", "--label", "1=b"), "1", "'a'", "'b'");
    refused(imported(perfect, "ours", "--label", "liver"), "'liver'", "VALUES=NAME");
    refused(imported(perfect, "ours", "--label", "=liver"), "'=liver'", "VALUES=NAME");
    assertThat(imported(perfect, "ours", "--label", "1=a=b", "--label", "2=b").err()).isEmpty();
  }

  @Test
  void otherReferencesLabelsAndRolesAreRefused() throws IOException {
    imported(perfect, "ours");
    refused(imported(perfect, "theirs", "--role", "dev"), "'Lab'", "dev", "test");
    refused(imported(perfect, "theirs", "--label", "1=organ"), "'Lab'", "1 (organ)", "1 (1)");
    Path other = folder.resolve("other");
    Phantoms.write(new PhantomSpec(PhantomKind.TUMOUR, 3, 2, new int[] {24, 24, 24}), other);
    refused(imported(predict(other, "others", 0), "theirs"), "'Lab'", "different references");
  }

  @Test
  void importedRowsNeverJoinAnExperiment() throws IOException {
    imported(perfect, "ours");
    for (String name : List.of("results.csv", "experiment.json")) {
      Path file = out.resolve(name);
      Files.writeString(file, Files.readString(file).replace("imported-nnunet", "0123abcd"));
    }
    Console answer = imported(perfect, "theirs");
    assertThat(answer.exitCode()).isEqualTo(2);
  }

  @Test
  void aDamagedSummaryAndBadNamesAreRefused() throws IOException {
    Files.writeString(spoilt, Files.readString(spoilt).replaceFirst("\"n_ref\"", "\"nref\""));
    refused(imported(spoilt, "ours"), "summary.json", "'nref'");
    refused(imported(folder.resolve("nowhere.json"), "ours"), "nowhere.json");
    refused(imported(perfect, " "), "--method");
    refused(imported(perfect, "ours", "--fold", -1), "--fold");
    assertThat(out).doesNotExist();
    assertThat(Console.run("import").exitCode()).isEqualTo(2);
  }

  @Test
  void publishedTablesAreRankedAndShownBeside() throws IOException {
    Path tables = Path.of("..", "results", "published");
    Path report = folder.resolve("published-report");
    Console ranked = Console.run("published", "--tables", tables, "--out", report);
    assertThat(ranked.err()).isEmpty();
    assertThat(report.resolve("tables/average_ranks.csv"))
        .content()
        .contains("nnunet-revisited,all,MedNeXt L k5,6,1.6666666666666667,");

    imported(perfect, "ours");
    Path table = tables.resolve("primus.csv");
    assertThat(Console.run("report", "--out", out, "--beside", table).err()).isEmpty();
    assertThat(out.resolve("report/index.html")).content().contains("PrimusV2-M", "id=\"beside\"");
    refused(Console.run("report", "--out", out, "--beside", folder.resolve("no.csv")), "no.csv");
    refused(Console.run("published", "--tables", folder, "--out", report), folder.toString());
  }
}
