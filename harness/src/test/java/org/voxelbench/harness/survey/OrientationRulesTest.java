package org.voxelbench.harness.survey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.datasets.Geometry;

/** Cases that lie otherwise than nearly all others. */
class OrientationRulesTest {

  private static final int CASES = 20;
  private static final int[] SIZE = {4, 4, 4};

  private static Geometry geometry(int right) {
    double[][] affine = {{right, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 1}};
    return new Geometry(SIZE, new double[] {1, 1, 1}, affine);
  }

  /** The same for all, with something of its own; of about length 1. */
  private static Signature signature(int place, double own) {
    RandomStream common = new RandomStreams(1).stream("common");
    RandomStream other = new RandomStreams(1).stream("own", place);
    float[] values = new float[Signature.LENGTH];
    double length = Math.sqrt(values.length * (1 + own * own));
    for (int box = 0; box < values.length; box++) {
      values[box] = (float) ((common.nextGaussian() + own * other.nextGaussian()) / length);
    }
    return new Signature(values);
  }

  private static SurveyedCase surveyed(int place, Geometry geometry, Signature signature) {
    return new SurveyedCase(
        new CaseKey("Mine", Part.TRAINING, "case" + place),
        List.of(),
        geometry,
        List.of(),
        Optional.empty(),
        Optional.of(signature));
  }

  private static List<SurveyedCase> alike(double own) {
    List<SurveyedCase> cases = new ArrayList<>();
    for (int place = 0; place < CASES; place++) {
      cases.add(surveyed(place, geometry(1), signature(place, own)));
    }
    return cases;
  }

  @Test
  void anImageThatIsLikeTheOthersInAMirrorAloneIsNamed() {
    List<SurveyedCase> cases = alike(0.5);
    assertThat(new OrientationRules(cases).remarks()).isEmpty();
    cases.set(7, surveyed(7, geometry(1), signature(7, 0.5).in(new Mirror(6))));

    List<Remark> remarks = new OrientationRules(cases).remarks();

    assertThat(remarks).hasSize(1);
    assertThat(remarks.get(0).kind()).isEqualTo(RemarkKind.MIRRORED);
    assertThat(remarks.get(0).sentence())
        .startsWith("Mirrored front to back and top to bottom, 'case7' looks more like the other");
  }

  @Test
  void wherePicturesHaveNothingInCommonNoMirrorIsNamed() {
    assertThat(new OrientationRules(alike(30)).remarks()).isEmpty();
  }

  @Test
  void axesThatPointElsewhereThanNearlyAllAreNamed() {
    List<SurveyedCase> cases = alike(0.5);
    cases.set(3, surveyed(3, geometry(-1), signature(3, 0.5)));
    assertThat(new OrientationRules(cases).remarks())
        .extracting(Remark::sentence)
        .containsExactly("The axes of 'case3' point to LAS; those of 19 of 20 cases to RAS.");

    cases.set(4, surveyed(4, geometry(-1), signature(4, 0.5)));
    cases.set(5, surveyed(5, geometry(-1), signature(5, 0.5)));
    assertThat(new OrientationRules(cases).remarks()).isEmpty();
  }
}
