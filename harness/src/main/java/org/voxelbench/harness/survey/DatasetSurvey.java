package org.voxelbench.harness.survey;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.datasets.raw.RawDataset;

/**
 * Surveys data sets.
 *
 * @param threads cases at a time
 * @param progress is told how far it is
 */
public record DatasetSurvey(int threads, Progress progress) {

  /**
   * Surveys a data set.
   *
   * @param spacing what is known of its spacing, in words
   * @param against another data set, whose images are compared with this one's
   * @param viewer sees its cases
   */
  public Survey of(
      RawDataset raw, Optional<String> spacing, Optional<RawDataset> against, CaseViewer viewer) {
    DatasetReader reader = new DatasetReader(raw, false, viewer);
    Reading own = reader.read(spacing, threads, progress);
    List<String> notes = new ArrayList<>();
    note(raw, reader, own, notes);
    List<SurveyedCase> all = new ArrayList<>(own.cases());
    Map<Path, String> hashes = new HashMap<>(own.hashes());
    against.ifPresent(
        other -> {
          DatasetReader second = new DatasetReader(other, true, (facts, images, labels) -> {});
          Reading compared = second.read(Optional.empty(), threads, progress);
          all.addAll(compared.cases());
          hashes.putAll(compared.hashes());
          note(other, second, compared, notes);
        });
    List<Remark> remarks = new ArrayList<>(own.faults());
    remarks.addAll(new Copies(all, hashes).remarks(threads));
    remarks.addAll(LabelRules.of(own.cases()).remarks());
    remarks.addAll(new OrientationRules(own.cases()).remarks());
    for (Measure measure : Measures.of(own.cases())) {
      remarks.addAll(measure.remarks(own.cases()));
    }
    remarks.sort(Comparator.comparing(Remark::kind));
    return new Survey(
        raw.name(),
        raw.json().map(json -> json.labels().foregroundNames()).orElse(List.of()),
        raw.channelNames(),
        own.cases(),
        own.all(),
        List.copyOf(remarks),
        own.verifier(),
        List.copyOf(notes));
  }

  private static void note(
      RawDataset raw, DatasetReader reader, Reading reading, List<String> notes) {
    int missing = reading.all() - reading.cases().size();
    notes.add(
        String.format(
            Locale.ROOT,
            "%d of %d cases of %s were read%s.",
            reading.cases().size(),
            reading.all(),
            raw.name(),
            missing == 0 ? "" : "; the other " + missing + " can't be"));
    if (reader.stride() > 1) {
      notes.add(
          "Near copies were looked for among one in "
              + reader.stride()
              + " cases of "
              + raw.name()
              + ", exact ones among all.");
    }
  }
}
