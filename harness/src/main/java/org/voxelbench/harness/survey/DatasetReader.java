package org.voxelbench.harness.survey;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.Image;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.raw.DatasetJson;
import org.voxelbench.datasets.raw.DatasetVerifier;
import org.voxelbench.datasets.raw.DatasetVerifier.Findings;
import org.voxelbench.datasets.raw.GridMismatch;
import org.voxelbench.datasets.raw.GridOffset;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.preparation.preprocess.CaseWorkers;
import org.voxelbench.preparation.preprocess.MemoryEstimate;

/** Reads every case of a data set once, and lets no single one stop the others. */
final class DatasetReader {

  /** Volumes of a data set that are compared with others; the time grows with their square. */
  static final int MOST_COMPARED = 3000;

  /** To count the bits of intensities. */
  private static final double COUNTS = 64 << 20;

  /** Beside what reading takes: labels by class, intensities under them, pieces. */
  private static final double TIMES_READING = 1.5;

  /** From here on a label map that lies elsewhere is how the data set is stored. */
  private static final double MINORITY = 0.5;

  private final RawDataset raw;
  private final boolean other;
  private final CaseSurveyor surveyor;
  private final CaseViewer viewer;
  private final Map<RawCase, Integer> places = new HashMap<>();
  private final Map<RawCase, SurveyedCase> seen = new ConcurrentHashMap<>();
  private final List<RawCase> all;

  /**
   * A reader.
   *
   * @param other whether the data set is one to compare with
   */
  DatasetReader(RawDataset raw, boolean other, CaseViewer viewer) {
    this.raw = raw;
    this.other = other;
    this.surveyor = new CaseSurveyor(raw.json().map(DatasetJson::labels));
    this.viewer = viewer;
    this.all = Stream.concat(raw.trainingCases().stream(), raw.testCases().stream()).toList();
    for (int place = 0; place < all.size(); place++) {
      places.put(all.get(place), place);
    }
  }

  /** One case in so many is compared with others for near copies. */
  int stride() {
    return (all.size() + MOST_COMPARED - 1) / MOST_COMPARED;
  }

  Reading read(Optional<String> spacing, int threads, Progress progress) {
    List<Findings> findings = new ArrayList<>();
    try (Progress.Stage stage = progress.stage("Reading " + raw.name(), all.size(), "case")) {
      CaseWorkers workers = CaseWorkers.ofThreads(threads, (done, total) -> stage.done(done));
      DatasetVerifier.Verified verified =
          DatasetVerifier.examine(
              raw,
              spacing,
              (cases, check) -> {
                findings.addAll(run(workers, cases, check));
                return List.copyOf(findings);
              },
              this::see);
      List<String> verifier = new ArrayList<>(verified.problems());
      verifier.addAll(verified.warnings());
      return new Reading(
          all.stream().filter(seen::containsKey).map(seen::get).toList(),
          all.size(),
          verified.voxelHashes(),
          faults(findings),
          verifier);
    }
  }

  private static List<Findings> run(
      CaseWorkers workers, List<RawCase> cases, Function<RawCase, Findings> check) {
    return workers.run(
        cases,
        one -> Math.min(bytes(one), workers.memory()),
        one -> {
          double needed = bytes(one);
          return needed > workers.memory() ? tooLarge(one, needed) : check.apply(one);
        });
  }

  private static Findings tooLarge(RawCase one, double needed) {
    String problem =
        String.format(
            Locale.ROOT,
            "%s: case '%s' wasn't looked at, as it needs about %.0f MiB of memory; give Java more"
                + " heap (VOXELBENCH_JAVA_OPTS=-Xmx...).",
            one.imageFiles().get(0),
            one.id(),
            Math.ceil(needed / (1 << 20)));
    return new Findings(
        List.of(problem),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Map.of(),
        false);
  }

  /** A case whose header can't be read takes none, and is told of by the check. */
  private static double bytes(RawCase one) {
    try {
      return TIMES_READING * MemoryEstimate.ofReading(one) + COUNTS;
    } catch (DatasetException e) {
      return 0;
    }
  }

  private CaseKey key(RawCase one) {
    int place = places.get(one);
    Part part = place < raw.trainingCases().size() ? Part.TRAINING : Part.TEST;
    return new CaseKey(raw.name(), other ? Part.OTHER : part, one.id());
  }

  private void see(RawCase one, List<Image> images, Optional<LabelMap> labels) {
    boolean compared = places.get(one) % stride() == 0;
    SurveyedCase facts = surveyor.look(key(one), one, images, labels, compared);
    seen.put(one, facts);
    int[] size = facts.geometry().size();
    viewer.see(facts, images, labels.filter(map -> Arrays.equals(map.geometry().size(), size)));
  }

  private List<Remark> faults(List<Findings> findings) {
    List<Remark> faults = new ArrayList<>();
    long offset = findings.stream().filter(found -> !found.offsets().isEmpty()).count();
    for (int place = 0; place < findings.size(); place++) {
      List<CaseKey> key = List.of(key(all.get(place)));
      Findings found = findings.get(place);
      found.problems().forEach(text -> faults.add(Remark.of(RemarkKind.UNUSABLE, key, text)));
      found
          .mismatch()
          .ifPresent(misfit -> faults.add(Remark.of(RemarkKind.MISFIT, key, words(misfit))));
      if (offset < MINORITY * findings.size()) {
        found.offsets().forEach(away -> faults.add(Remark.of(RemarkKind.MISFIT, key, words(away))));
      }
    }
    return faults;
  }

  private static String words(GridMismatch misfit) {
    return "The label map of '"
        + misfit.caseId()
        + "' doesn't fit its image: "
        + misfit.difference()
        + ", image against labels.";
  }

  private static String words(GridOffset away) {
    return String.format(
        Locale.ROOT,
        "%s of '%s' lies elsewhere than its first channel by the affines, up to %.3g mm%s.",
        away.isLabel() ? "The label map" : "A channel",
        away.caseId(),
        away.millimetres(),
        away.isTurned() ? ", and its axes point another way" : "");
  }
}
