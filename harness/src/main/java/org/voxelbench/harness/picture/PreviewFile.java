package org.voxelbench.harness.picture;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.voxelbench.base.file.Png;
import org.voxelbench.base.format.FileSchema;
import org.voxelbench.base.format.StampedJson;
import org.voxelbench.results.ExperimentSummary.NumberNote;
import org.voxelbench.results.ResultsFolder;
import org.voxelbench.training.loop.PretextPreview;

/**
 * What a pre-training shows of what it learnt; written as {@code shown.json} in its folder, beside
 * its {@code pictures/}.
 *
 * @param volumes names of what is side by side on each picture, from the left
 * @param numbers means over the validation batches
 * @param pictures paths in the folder, one picture per sample
 */
public record PreviewFile(List<String> volumes, List<NumberNote> numbers, List<String> pictures) {

  static final String NAME = "shown.json";

  private static final StampedJson JSON = new StampedJson(new FileSchema(1, 2));
  private static final int SAMPLES = 3;

  /** Writes the pictures of the first samples, then the file; nothing if nothing is shown. */
  public static void write(Path folder, PretextPreview shown) {
    if (shown.isEmpty()) {
      return;
    }
    ResultsFolder files = new ResultsFolder(folder);
    List<String> pictures = new ArrayList<>();
    for (int sample = 0; sample < Math.min(SAMPLES, shown.samples()); sample++) {
      String name = String.format(Locale.ROOT, "pictures/%02d.png", sample + 1);
      files.write(name, Png.of(SliceStrip.of(shown.volumes().values(), sample)));
      pictures.add(name);
    }
    List<NumberNote> numbers =
        shown.numbers().entrySet().stream()
            .map(entry -> new NumberNote(entry.getKey(), entry.getValue()))
            .toList();
    JSON.write(
        folder.resolve(NAME),
        new PreviewFile(List.copyOf(shown.volumes().keySet()), numbers, pictures));
  }

  /** What a folder holds; empty for a method that shows nothing, or before the end. */
  public static Optional<PreviewFile> read(Path folder) {
    Path file = folder.resolve(NAME);
    return Files.exists(file) ? Optional.of(JSON.read(file, PreviewFile.class)) : Optional.empty();
  }
}
