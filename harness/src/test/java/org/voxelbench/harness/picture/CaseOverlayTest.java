package org.voxelbench.harness.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.Image;
import org.voxelbench.datasets.LabelMap;

class CaseOverlayTest {

  private static final IntPredicate FOREGROUND = label -> label == 1 || label == 2;

  private final int[] size = {5, 40, 40};
  private double[] spacing = {2, 1, 1};

  private Geometry geometry() {
    return Geometry.axisAligned(size, spacing);
  }

  /** A ramp along W that is black in all slices but one. */
  private Image image(int bright) {
    float[] voxels = new float[5 * 40 * 40];
    for (int i = 0; i < voxels.length; i++) {
      voxels[i] = i / 1600 == bright ? i % 40 : 0;
    }
    return new Image(geometry(), voxels);
  }

  private LabelMap box(int slice, int top, int left, int edge, int label) {
    LabelMap map = new LabelMap(geometry(), new short[5 * 40 * 40]);
    for (int y = top; y < top + edge; y++) {
      for (int x = left; x < left + edge; x++) {
        map.labels()[(slice * 40 + y) * 40 + x] = (short) label;
      }
    }
    return map;
  }

  private BufferedImage draw(LabelMap reference, LabelMap prediction) {
    return new CaseOverlay(image(3), reference, prediction, FOREGROUND).draw();
  }

  private static long count(BufferedImage picture, int colour) {
    long count = 0;
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        count += (picture.getRGB(x, y) & 0xFFFFFF) == colour ? 1 : 0;
      }
    }
    return count;
  }

  @Test
  void theReferenceIsOutlinedOnBothSidesOfItsEdge() {
    // 10 voxels wide; cut to 28 (10 around the middle on each side would be 20, the margin gives
    // 26)
    BufferedImage picture = draw(box(3, 15, 15, 10, 1), box(3, 0, 0, 0, 0));
    assertThat(picture.getWidth()).isEqualTo(CaseOverlay.EDGE);
    assertThat(picture.getHeight()).isEqualTo(CaseOverlay.EDGE);
    // 26 voxels on 192 pixels: voxel v begins at the first pixel x with x * 26 / 192 = v.
    int first = (8 * 192 + 25) / 26;
    int last = (18 * 192 + 25) / 26 - 1;
    int inner = last - first + 1;
    long expected = 4L * inner - 4 + 4L * inner;
    assertThat(count(picture, CaseOverlay.REFERENCE)).isEqualTo(expected);
    assertThat(picture.getRGB(first, first + 5) & 0xFFFFFF).isEqualTo(CaseOverlay.REFERENCE);
    assertThat(picture.getRGB(first - 1, first + 5) & 0xFFFFFF).isEqualTo(CaseOverlay.REFERENCE);
    assertThat(picture.getRGB(first - 2, first + 5) & 0xFFFFFF).isNotEqualTo(CaseOverlay.REFERENCE);
    assertThat(count(picture, CaseOverlay.PREDICTION)).isZero();
  }

  @Test
  void whereTheyAgreeBothAreSeen() {
    LabelMap both = box(3, 15, 15, 10, 1);
    BufferedImage picture = draw(both, both);
    long reference = count(picture, CaseOverlay.REFERENCE);
    long prediction = count(picture, CaseOverlay.PREDICTION);
    assertThat((double) prediction / (reference + prediction)).isBetween(0.4, 0.6);
  }

  @Test
  void theSliceIsTheOneWithTheMostReferenceForeground() {
    LabelMap reference = box(3, 15, 15, 10, 2);
    reference.labels()[(1 * 40 + 20) * 40 + 20] = 1;
    BufferedImage picture = draw(reference, box(1, 0, 0, 40, 1));
    assertThat(picture.getRGB(picture.getWidth() - 1, 0) & 0xFF).as("the ramp").isPositive();
    assertThat(count(picture, CaseOverlay.PREDICTION)).as("of another slice").isZero();
  }

  @Test
  void withoutReferenceThePredictionChoosesTheSlice() {
    BufferedImage picture = draw(box(0, 0, 0, 0, 0), box(3, 15, 15, 10, 1));
    assertThat(count(picture, CaseOverlay.REFERENCE)).isZero();
    assertThat(count(picture, CaseOverlay.PREDICTION)).isPositive();
  }

  @Test
  void withoutAnyForegroundTheWholeMiddleSliceIsShown() {
    LabelMap empty = box(0, 0, 0, 0, 0);
    BufferedImage picture = new CaseOverlay(image(2), empty, empty, FOREGROUND).draw();
    assertThat(picture.getRGB(0, 0) & 0xFF).isZero();
    assertThat(picture.getRGB(picture.getWidth() - 1, 0) & 0xFF).isEqualTo(255);
  }

  @Test
  void anotherClassInTheSamePlaceIsHatched() {
    LabelMap reference = box(3, 15, 15, 10, 1);
    long right = count(draw(reference, reference), CaseOverlay.PREDICTION);
    long wrong = count(draw(reference, box(3, 15, 15, 10, 2)), CaseOverlay.PREDICTION);
    // One pixel in six of the 74 x 74 inside, less those that the outline covers.
    assertThat(wrong - right).isBetween(750L, 950L);
  }

  @Test
  void anIgnoredLabelIsBackground() {
    LabelMap reference = box(3, 15, 15, 10, 3);
    assertThat(count(draw(reference, reference), CaseOverlay.REFERENCE)).isZero();
  }

  @Test
  void millimetresAreSquare() {
    spacing = new double[] {1, 3, 1};
    LabelMap whole = box(3, 0, 0, 40, 1);
    BufferedImage picture = draw(whole, whole);
    assertThat(picture.getHeight()).isEqualTo(CaseOverlay.EDGE);
    assertThat(picture.getWidth()).isEqualTo(CaseOverlay.EDGE / 3);
  }

  @Test
  void theTwoColoursDifferInGrey() {
    assertThat(contrast(CaseOverlay.REFERENCE, CaseOverlay.PREDICTION)).isGreaterThan(3);
  }

  private static double contrast(int light, int dark) {
    return (luminance(light) + 0.05) / (luminance(dark) + 0.05);
  }

  /** Relative luminance of WCAG 2. */
  private static double luminance(int rgb) {
    double sum = 0;
    double[] weights = {0.2126, 0.7152, 0.0722};
    for (int c = 0; c < 3; c++) {
      double value = (rgb >> 16 - 8 * c & 0xFF) / 255.0;
      sum +=
          weights[c] * (value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4));
    }
    return sum;
  }

  @Test
  void volumesOfDifferentSizesAreRefused() {
    LabelMap small = new LabelMap(Geometry.axisAligned(new int[] {1, 2, 3}, spacing), new short[6]);
    LabelMap reference = box(3, 15, 15, 10, 1);
    assertThatThrownBy(() -> draw(reference, small))
        .isInstanceOf(DatasetException.class)
        .hasMessage(
            "the prediction has the size [1, 2, 3], its reference [5, 40, 40]; they must be of one"
                + " case.");
    assertThatThrownBy(() -> draw(small, small)).hasMessageContaining("the image has the size");
  }
}
