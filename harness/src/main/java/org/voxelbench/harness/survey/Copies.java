package org.voxelbench.harness.survey;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Images and label maps that more than one case holds: the same ones by their hashes, and images
 * that are nearly the same by their correlation.
 *
 * <p>Near copies: at {@value #NEAR} the {@linkplain Signature#details details} of two volumes are
 * of one scan. In six public data sets those of two patients reach 0.85 (brains in one standard
 * space; 0.73 and less elsewhere), those of one patient's two heart phases 0.99, those of a copy
 * with noise of 5 % of the range 0.97, at half the resolution 0.87 to 1, after a gamma of 0.7 0.97.
 * A copy that was cut by more than some voxels isn't found.
 */
final class Copies {

  static final double NEAR = 0.9;

  private final List<SurveyedCase> cases;
  private final Map<Path, String> hashes;
  private final Map<CaseKey, SurveyedCase> byKey = new HashMap<>();

  /**
   * Of some cases.
   *
   * @param cases those of the data set first, then those of another
   * @param hashes the voxels' hash of each image file
   */
  Copies(List<SurveyedCase> cases, Map<Path, String> hashes) {
    this.cases = cases;
    this.hashes = hashes;
    cases.forEach(one -> byKey.put(one.key(), one));
  }

  List<Remark> remarks(int threads) {
    List<Remark> remarks = new ArrayList<>(withinCases());
    Set<Set<CaseKey>> same = sameImages();
    same.forEach(group -> remarks.add(copied(List.copyOf(group))));
    remarks.addAll(nearCopies(same, threads));
    remarks.addAll(sameLabels(same));
    return remarks;
  }

  private static boolean isConstant(SurveyedCase one, int channel) {
    return one.channels().get(channel).all().map(Percentiles::isConstant).orElse(true);
  }

  /** Constant channels, and two channels of a case that are one image. */
  private List<Remark> withinCases() {
    List<Remark> remarks = new ArrayList<>();
    for (SurveyedCase one : cases) {
      Map<String, Integer> seen = new HashMap<>();
      for (int channel = 0; channel < one.channels().size(); channel++) {
        if (one.key().part() == Part.OTHER) {
          continue;
        }
        if (isConstant(one, channel)) {
          remarks.add(
              Remark.of(
                  RemarkKind.CONSTANT,
                  List.of(one.key()),
                  "Channel " + channel + " of " + one.key().words() + " holds one value alone."));
          continue;
        }
        Integer before = seen.putIfAbsent(hashes.get(one.imageFiles().get(channel)), channel);
        if (before != null) {
          remarks.add(
              Remark.of(
                  RemarkKind.COPY,
                  List.of(one.key()),
                  "Channels "
                      + before
                      + " and "
                      + channel
                      + " of "
                      + one.key().words()
                      + " are the same image."));
        }
      }
    }
    return remarks;
  }

  /** Groups of cases that share an image, each with one of the data set. */
  private Set<Set<CaseKey>> sameImages() {
    Map<String, Set<CaseKey>> byHash = new TreeMap<>();
    for (SurveyedCase one : cases) {
      for (int channel = 0; channel < one.channels().size(); channel++) {
        if (!isConstant(one, channel)) {
          byHash
              .computeIfAbsent(
                  hashes.get(one.imageFiles().get(channel)), hash -> new LinkedHashSet<>())
              .add(one.key());
        }
      }
    }
    Set<Set<CaseKey>> groups = new LinkedHashSet<>();
    byHash.values().stream().filter(Copies::isTold).forEach(groups::add);
    return groups;
  }

  private static boolean isTold(Set<CaseKey> group) {
    return group.size() > 1 && group.stream().anyMatch(key -> key.part() != Part.OTHER);
  }

  private Remark copied(List<CaseKey> group) {
    List<List<Long>> voxels =
        group.stream()
            .flatMap(key -> byKey.get(key).labels().stream())
            .map(labels -> labels.classes().stream().map(ClassFacts::voxels).toList())
            .toList();
    return voxels.stream().distinct().count() > 1
        ? Remark.of(
            RemarkKind.RELABELLED,
            group,
            CaseKey.words(group) + " hold the same image, but different labels.")
        : Remark.of(RemarkKind.COPY, group, CaseKey.words(group) + " hold the same image.");
  }

  private List<Remark> nearCopies(Set<Set<CaseKey>> same, int threads) {
    List<SurveyedCase> compared =
        cases.stream().filter(one -> one.signature().isPresent()).toList();
    int own = (int) compared.stream().filter(one -> one.key().part() != Part.OTHER).count();
    List<Signature> details =
        compared.stream().map(one -> one.signature().orElseThrow().details()).toList();
    Map<CaseKey, List<Correlations.Pair>> groups = new LinkedHashMap<>();
    Groups joined = new Groups();
    List<Correlations.Pair> pairs =
        Correlations.above(NEAR, details, own, threads).stream()
            .filter(pair -> isNew(same, compared, pair))
            .toList();
    pairs.forEach(pair -> joined.join(key(compared, pair.first()), key(compared, pair.second())));
    pairs.forEach(
        pair ->
            groups
                .computeIfAbsent(
                    joined.first(key(compared, pair.first())), first -> new ArrayList<>())
                .add(pair));
    return groups.values().stream().map(group -> nearly(compared, group)).toList();
  }

  private static CaseKey key(List<SurveyedCase> compared, int place) {
    return compared.get(place).key();
  }

  private static boolean isNew(
      Set<Set<CaseKey>> same, List<SurveyedCase> compared, Correlations.Pair pair) {
    Set<CaseKey> both = Set.of(key(compared, pair.first()), key(compared, pair.second()));
    return same.stream().noneMatch(group -> group.containsAll(both));
  }

  private static Remark nearly(List<SurveyedCase> compared, List<Correlations.Pair> pairs) {
    Set<CaseKey> group = new LinkedHashSet<>();
    for (Correlations.Pair pair : pairs) {
      group.add(key(compared, pair.first()));
      group.add(key(compared, pair.second()));
    }
    double least = pairs.stream().mapToDouble(Correlations.Pair::correlation).min().orElseThrow();
    double most = pairs.stream().mapToDouble(Correlations.Pair::correlation).max().orElseThrow();
    Mirror mirror = pairs.get(0).mirror();
    return new Remark(
        RemarkKind.NEAR_COPY,
        List.copyOf(group),
        CaseKey.words(List.copyOf(group))
            + " hold nearly the same image"
            + (pairs.size() > 1 || mirror.equals(Mirror.NONE) ? "" : ", mirrored " + mirror.words())
            + " (correlation of details "
            + Correlations.text(least)
            + (pairs.size() > 1 ? " to " + Correlations.text(most) : "")
            + ").",
        most);
  }

  /** Label maps that lie on different images. */
  private List<Remark> sameLabels(Set<Set<CaseKey>> same) {
    Map<String, Set<CaseKey>> byHash = new LinkedHashMap<>();
    for (SurveyedCase one : cases) {
      Optional<LabelFacts> labels = one.labels().filter(held -> !held.isEmpty());
      labels.ifPresent(
          held ->
              byHash.computeIfAbsent(held.hash(), hash -> new LinkedHashSet<>()).add(one.key()));
    }
    return byHash.values().stream()
        .filter(Copies::isTold)
        .filter(group -> same.stream().noneMatch(images -> images.containsAll(group)))
        .map(List::copyOf)
        .map(
            group ->
                Remark.of(
                    RemarkKind.SAME_LABELS,
                    group,
                    CaseKey.words(group) + " hold the same label map on different images."))
        .toList();
  }
}
