package org.voxelbench.harness.survey;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Cases whose axes point elsewhere than those of nearly all others, and images that look more like
 * the others in a mirror than as their header says.
 */
record OrientationRules(List<SurveyedCase> cases) {

  private static final double FEW = 0.1;

  /** What the others have in common must be like them, or a mirror shows nothing. */
  private static final double ALIKE = 0.5;

  /** How much more alike the mirrored image is, in correlation. */
  private static final double BETTER = 0.25;

  List<Remark> remarks() {
    List<Remark> remarks = new ArrayList<>(axes());
    remarks.addAll(mirrored());
    return remarks;
  }

  private List<Remark> axes() {
    Map<String, List<SurveyedCase>> byAxes =
        cases.stream()
            .collect(Collectors.groupingBy(SurveyedCase::axes, TreeMap::new, Collectors.toList()));
    if (cases.size() < Typical.FEWEST) {
      return List.of();
    }
    Map.Entry<String, List<SurveyedCase>> usual =
        byAxes.entrySet().stream()
            .max(Comparator.comparingInt(entry -> entry.getValue().size()))
            .orElseThrow();
    int others = cases.size() - usual.getValue().size();
    if (others > FEW * cases.size()) {
      return List.of();
    }
    List<Remark> remarks = new ArrayList<>();
    byAxes.forEach(
        (axes, odd) -> {
          if (odd != usual.getValue()) {
            odd.forEach(
                one ->
                    remarks.add(
                        Remark.of(
                            RemarkKind.AXES,
                            List.of(one.key()),
                            "The axes of "
                                + one.key().words()
                                + " point to "
                                + axes
                                + "; those of "
                                + usual.getValue().size()
                                + " of "
                                + cases.size()
                                + " cases to "
                                + usual.getKey()
                                + ".")));
          }
        });
    return remarks;
  }

  private List<Remark> mirrored() {
    List<SurveyedCase> seen = cases.stream().filter(one -> one.signature().isPresent()).toList();
    if (seen.size() < Typical.FEWEST) {
      return List.of();
    }
    float[] sum = Signature.sum(seen.stream().map(one -> one.signature().orElseThrow()).toList());
    List<Remark> remarks = new ArrayList<>();
    for (SurveyedCase one : seen) {
      Signature own = one.signature().orElseThrow();
      Signature others = own.others(sum);
      double asIs = own.with(others);
      Mirror best =
          Mirror.ALL.stream()
              .max(Comparator.comparingDouble(mirror -> own.in(mirror).with(others)))
              .orElseThrow();
      double mirrored = own.in(best).with(others);
      if (mirrored > ALIKE && mirrored - asIs > BETTER) {
        remarks.add(
            new Remark(
                RemarkKind.MIRRORED,
                List.of(one.key()),
                "Mirrored "
                    + best.words()
                    + ", "
                    + one.key().words()
                    + " looks more like the other images than as it is (correlation "
                    + Correlations.text(mirrored)
                    + " against "
                    + Correlations.text(asIs)
                    + ").",
                mirrored));
      }
    }
    return remarks;
  }
}
