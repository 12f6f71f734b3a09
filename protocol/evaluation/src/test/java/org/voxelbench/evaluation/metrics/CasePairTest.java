package org.voxelbench.evaluation.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.base.BadInputException;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.Image;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.nifti.NiftiWriter;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.datasets.raw.ReaderChoice;

/** A label map that lies 50 mm away from its image. */
class CasePairTest {

  private static final int[] SIZE = {2, 3, 4};
  private static final double[] SPACING = {5, 4, 3};

  @TempDir private Path folder;

  private static Geometry at(double right) {
    Geometry geometry = Geometry.axisAligned(SIZE, SPACING);
    geometry.affine()[0][3] = right;
    return geometry;
  }

  private static short[] counting(int first, int step) {
    short[] labels = new short[24];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = (short) (first + step * i);
    }
    return labels;
  }

  private RawCase raw(ReaderChoice reader) {
    Path image = folder.resolve("image.nii");
    Path label = folder.resolve("label.nii");
    NiftiWriter.write(image, new Image(at(0), new float[24]));
    NiftiWriter.write(label, new LabelMap(at(50), counting(0, 1)));
    return new RawCase("a", List.of(image), Optional.of(label), reader);
  }

  private Path prediction(Geometry geometry, short[] labels) {
    Path file = folder.resolve("prediction.nii");
    NiftiWriter.write(file, new LabelMap(geometry, labels));
    return file;
  }

  @Test
  void aPredictionMayLieOnTheImageOrOnTheLabelMap() {
    for (double right : new double[] {0, 50}) {
      Path file = prediction(at(right), counting(0, 1));
      CasePair pair = CasePair.read(raw(ReaderChoice.AS_STORED), file);
      assertThat(pair.reference().labels()).isEqualTo(counting(0, 1));
      assertThat(pair.reference().geometry().affine()).isDeepEqualTo(at(right).affine());
    }
  }

  @Test
  void aPredictionThatLiesOnNeitherIsRefused() {
    Path file = prediction(at(25), counting(0, 1));
    assertThatThrownBy(() -> CasePair.read(raw(ReaderChoice.AS_STORED), file))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("'a'", "25.0", "[0.0, 0.0, 0.0] mm");
  }

  @Test
  void theReaderTurnsPredictionsAsItTurnsImages() {
    double[][] affine = {{-3, 0, 0, 9}, {0, -4, 0, 8}, {0, 0, -5, 5}, {0, 0, 0, 1}};
    Path file = prediction(new Geometry(SIZE, SPACING, affine), counting(23, -1));
    CasePair pair = CasePair.read(raw(ReaderChoice.REORIENTED), file);
    assertThat(pair.prediction().labels()).isEqualTo(counting(0, 1));
    assertThat(pair.reference().labels()).isEqualTo(counting(0, 1));
    assertThatThrownBy(() -> CasePair.read(raw(ReaderChoice.AS_STORED), file))
        .isInstanceOf(BadInputException.class);
  }
}
