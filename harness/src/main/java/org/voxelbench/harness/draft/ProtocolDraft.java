package org.voxelbench.harness.draft;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.Quantiles;
import org.voxelbench.harness.console.HostInfo;
import org.voxelbench.harness.console.ShellCall;
import org.voxelbench.training.protocol.FixedPlan;
import org.voxelbench.training.protocol.Protocols;

/**
 * A first protocol for data sets, as a commented file that runs as it is.
 *
 * @param name the protocol's name
 * @param datasets labelled data sets, at least one
 * @param corpora unlabelled data sets to pre-train on; empty for phantoms
 * @param scale how large it is
 * @param memoryBytes what a training may take
 * @param benchmark the command that runs it
 */
public record ProtocolDraft(
    String name,
    List<SurveyedDataset> datasets,
    List<String> corpora,
    TrainingScale scale,
    double memoryBytes,
    ShellCall benchmark) {

  private static final Pattern PLACEHOLDER = Pattern.compile("@([A-Z_]+)@");
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]*");
  private static final String PHANTOMS = "PhantomCorpus";
  private static final double QUARTER = 0.25;
  private static final int LARGEST_BLOCK = 16;

  public ProtocolDraft {
    datasets = List.copyOf(datasets);
    corpora = List.copyOf(corpora);
  }

  /**
   * The file.
   *
   * @throws BadInputException if memory holds no training step
   */
  public String text() {
    FixedPlan fixed = fixedPlan();
    Map<String, String> values = new HashMap<>(ScaleText.of(scale));
    values.put("MACHINE", machine());
    values.put("RUN", benchmark.text());
    values.put("DRY_RUN", benchmark.withWords(List.of("--dry-run")).text());
    values.put("NAME", scalar(name));
    values.put("TITLE", scalar(title()));
    values.put("DATASETS", entries());
    values.put("SPACING", list(fixed.spacing().stream().map(Decimal::text)));
    values.put("SPACING_WORDS", spacingWords(fixed));
    values.put("PATCH", fixed.patchSize().toString());
    values.put("PATCH_WORDS", patchWords(fixed));
    values.put("BATCH", Integer.toString(fixed.batchSize()));
    values.put("FEATURES", fixed.features().toString());
    values.put("BLOCKS", fixed.blocks().toString());
    values.put("BLOCK_SIZE", Integer.toString(blockSize(fixed.patchSize())));
    values.put(
        "GPU_MEMORY_TARGET",
        String.format(Locale.ROOT, "%.2f", patchChoice().gpuMemoryTarget(fixed)));
    putCorpus(values);
    String text =
        PLACEHOLDER
            .matcher(template())
            .replaceAll(found -> Matcher.quoteReplacement(values.get(found.group(1))));
    Protocols.parse("the protocol '" + name + "'", text);
    return text;
  }

  /** One line for people. */
  public String title() {
    return names() + ", fold 0: scratch and MAE, a first look";
  }

  private String names() {
    return datasets.stream().map(SurveyedDataset::name).collect(Collectors.joining(", "));
  }

  /** The plan of pre-training: the median spacing, and what memory holds of the smallest case. */
  FixedPlan fixedPlan() {
    List<Double> spacing = spacing();
    double[] shape = new double[3];
    Arrays.setAll(
        shape,
        axis ->
            datasets.stream()
                .mapToDouble(dataset -> dataset.shapeAt(spacing)[axis])
                .min()
                .orElseThrow());
    return patchChoice().plan(spacing, shape);
  }

  private PatchChoice patchChoice() {
    int channels = datasets.stream().mapToInt(SurveyedDataset::channels).max().orElseThrow();
    int classes = datasets.stream().mapToInt(SurveyedDataset::classes).max().orElseThrow();
    return new PatchChoice(scale, memoryBytes, channels, classes + 1);
  }

  /** The median over data sets of their median spacings. */
  private List<Double> spacing() {
    return IntStream.range(0, 3)
        .mapToObj(
            axis -> {
              double[] medians =
                  datasets.stream()
                      .mapToDouble(dataset -> dataset.fingerprint().medianSpacing()[axis])
                      .toArray();
              return Decimal.rounded(Quantiles.of(medians, 0.5));
            })
        .toList();
  }

  private String machine() {
    String where = scale == TrainingScale.CPU ? "a CPU" : "a GPU";
    return HostInfo.gibibytes(memoryBytes) + " of memory on " + where;
  }

  private String entries() {
    return datasets.stream()
        .map(
            dataset ->
                "  # "
                    + dataset.words()
                    + ".\n  # Fold 0 trains on "
                    + dataset.firstFold().train().size()
                    + " and is evaluated on "
                    + dataset.firstFold().val().size()
                    + "; if some are of one patient, say so by 'groups' (docs/data.md).\n"
                    + "  - {name: "
                    + scalar(dataset.name())
                    + ", folds: [0]}")
        .collect(Collectors.joining("\n"));
  }

  private String spacingWords(FixedPlan fixed) {
    String median =
        datasets.size() == 1
            ? "The median voxel in mm, [D, H, W]."
            : "The median of the data sets' median voxels in mm, [D, H, W].";
    double share = datasets.stream().mapToDouble(d -> share(d, fixed)).min().orElseThrow();
    if (share >= QUARTER) {
      return median;
    }
    double factor = Math.cbrt(QUARTER / share);
    return median
        + " Coarser ones are faster: at "
        + list(fixed.spacing().stream().map(mm -> Decimal.text(Decimal.rounded(mm * factor))))
        + "\n    # a patch would show about a quarter of the largest median case.";
  }

  private String patchWords(FixedPlan fixed) {
    return String.format(
        Locale.ROOT,
        "A step takes about %.1f GiB. A patch shows\n%s.",
        patchChoice().stepGibibytes(fixed),
        datasets.stream()
            .map(
                dataset ->
                    String.format(
                        Locale.ROOT,
                        "    #   %.0f %% of a median case of %s",
                        100 * share(dataset, fixed),
                        dataset.name()))
            .collect(Collectors.joining(",\n")));
  }

  /** Share of a data set's median case that lies in a patch. */
  private static double share(SurveyedDataset dataset, FixedPlan fixed) {
    double[] shape = dataset.shapeAt(fixed.spacing());
    double share = 1;
    for (int axis = 0; axis < 3; axis++) {
      share *= Math.min(1, fixed.patchSize().get(axis) / shape[axis]);
    }
    return share;
  }

  /** The largest power of two that splits every axis of a patch in two or more. */
  private static int blockSize(List<Integer> patch) {
    int block = LARGEST_BLOCK;
    while (block > 1 && !splits(patch, block)) {
      block /= 2;
    }
    return block;
  }

  private static boolean splits(List<Integer> patch, int block) {
    return patch.stream().allMatch(n -> n % block == 0 && n >= 2 * block);
  }

  private void putCorpus(Map<String, String> values) {
    boolean phantoms = corpora.isEmpty();
    values.put(
        "CORPORA",
        phantoms ? "[" + PHANTOMS + "]" : list(corpora.stream().map(ProtocolDraft::scalar)));
    values.put(
        "CORPUS_WORDS",
        phantoms
            ? "Drawn heads, since there are no unlabelled volumes; docs/data.md says how to bring your own."
            : "Unlabelled volumes, none of which may be evaluated; a copy is found and refused.");
    values.put(
        "CORPUS",
        phantoms
            ? "drawn phantoms teach nothing about patients; name a corpus of your own."
            : "is this all that you have, and is it of the kind of your labelled images?");
  }

  private static String list(Stream<String> entries) {
    return entries.collect(Collectors.joining(", ", "[", "]"));
  }

  /** As YAML reads back the same text. */
  private static String scalar(String text) {
    return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "''") + "'";
  }

  private static String template() {
    try (InputStream in = ProtocolDraft.class.getResourceAsStream("protocol.yaml.template")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
