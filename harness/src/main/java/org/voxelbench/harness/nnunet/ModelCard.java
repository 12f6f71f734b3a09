package org.voxelbench.harness.nnunet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.voxelbench.base.ProgramVersion;
import org.voxelbench.harness.predict.TrainedInference;
import org.voxelbench.results.ResultRow;

/**
 * What stands in the {@code README.md} of an exported model: how to use it, what it was trained on,
 * under which terms, and how well it does.
 *
 * @param folds its runs
 * @param dataset its data set
 */
record ModelCard(List<FoldRun> folds, ModelDataset dataset) {

  private static final double STEP_OF_NNUNET = 0.5;

  String text() {
    return String.join("\n\n", title(), use(), facts(), results(), terms()) + "\n";
  }

  private FoldRun first() {
    return folds.get(0);
  }

  private Optional<ResultRow> row() {
    return first().rows().stream().findFirst();
  }

  private String name() {
    return row().map(ResultRow::dataset).orElse(first().run().plan().datasetName());
  }

  private String title() {
    return "# "
        + name()
        + "\n\nA segmentation model as nnU-Net 2 loads it, written by VoxelBench "
        + ProgramVersion.current()
        + (first().origin().isPresent() ? " from an imported model." : ".");
  }

  private String use() {
    TrainedInference inference = first().run().inference();
    String step =
        inference.tileStep() == STEP_OF_NNUNET ? "" : " -step_size " + inference.tileStep();
    return """
        ## Use

        ```
        nnUNetv2_predict_from_modelfolder -i IMAGES -o OUT -m THIS_FOLDER -f %s%s
        ```

        `nnUNetv2_predict` finds it once this folder is copied to\
         `$nnUNet_results/DatasetNNN_NAME/%s__%s__3d_fullres`. Images are named\
         `CASE_0000%s`, one file per channel: %s."""
        .formatted(
            folds.stream().map(FoldRun::fold).collect(Collectors.joining(" ")),
            step,
            CheckpointContent.trainer(first()),
            first().run().plan().plansName(),
            dataset.declared().fileEnding(),
            String.join(", ", dataset.declared().channelNames()));
  }

  private String facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Data set", name());
    dataset.text("description").ifPresent(text -> facts.put("Description", text));
    dataset.text("reference").ifPresent(text -> facts.put("Reference", text));
    facts.put("Labels", String.join(", ", dataset.declared().labels().entries().keySet()));
    row()
        .ifPresentOrElse(
            row -> {
              facts.put("Data hash", row.dataHash());
              facts.put("Protocol", row.protocol());
              facts.put("Protocol hash", row.protocolHash());
              facts.put("Method", row.method());
              facts.put("Settings hash", row.settingsHash());
              facts.put("Labelled training cases", row.trainingCases().toString());
              facts.put("Engine", row.engine() + ", " + row.precision());
            },
            () -> facts.put("Protocol", ImportNote.UNKNOWN));
    first()
        .origin()
        .ifPresent(
            origin -> {
              facts.put("Imported from", origin.source());
              facts.put("Trainer", origin.trainer());
              facts.put("Plan", origin.plans() + ", " + origin.configuration());
            });
    RunProvenance.of(first().run().folder()).facts().forEach(facts::put);
    facts.put(
        "Runs",
        folds.stream()
            .map(fold -> "fold " + fold.fold() + ": " + fold.run().folder().getFileName())
            .collect(Collectors.joining(", ")));
    return "## Training\n\n" + MarkdownTable.of(List.of("", ""), rows(facts));
  }

  private static List<List<String>> rows(Map<String, String> facts) {
    return facts.entrySet().stream()
        .map(entry -> List.of(entry.getKey(), entry.getValue()))
        .toList();
  }

  private String results() {
    if (row().isEmpty()) {
      return "## Results\n\nNone: the model was not evaluated under a protocol here.";
    }
    List<String> head = new ArrayList<>(List.of("Dice"));
    folds.forEach(fold -> head.add("fold " + fold.fold()));
    List<List<String>> lines = new ArrayList<>();
    for (String label : first().rows().stream().map(ResultRow::label).distinct().toList()) {
      List<String> line = new ArrayList<>(List.of(label));
      folds.forEach(fold -> line.add(dice(fold, label)));
      lines.add(line);
    }
    List<String> cases = new ArrayList<>(List.of("cases"));
    folds.forEach(
        fold ->
            cases.add(
                Long.toString(fold.rows().stream().map(ResultRow::caseId).distinct().count())));
    lines.add(cases);
    return "## Results\n\nMean Dice of the cases that each fold held out; a case without the class"
        + " in reference and prediction is left out.\n\n"
        + MarkdownTable.of(head, lines);
  }

  private static String dice(FoldRun fold, String label) {
    double mean =
        fold.rows().stream()
            .filter(row -> row.label().equals(label))
            .mapToDouble(ResultRow::dice)
            .filter(dice -> !Double.isNaN(dice))
            .average()
            .orElse(Double.NaN);
    return Double.isNaN(mean) ? "–" : String.format(Locale.ROOT, "%.4f", mean);
  }

  private String terms() {
    return "## Terms\n\nThe data's licence: "
        + dataset.text("licence", "license").orElse("not stated in dataset.json")
        + ". Weights are bound by the terms of all data that they were trained on, those of a"
        + " pre-training included. VoxelBench and nnU-Net are Apache-2.0.";
  }
}
