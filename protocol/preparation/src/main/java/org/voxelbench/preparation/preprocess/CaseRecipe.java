package org.voxelbench.preparation.preprocess;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.voxelbench.base.file.Sha256;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.Labels;
import org.voxelbench.datasets.raw.FileHashes;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.datasets.raw.ReaderChoice;
import org.voxelbench.datasets.volume.Volumes;
import org.voxelbench.preparation.plan.Configuration;
import org.voxelbench.preparation.plan.Normalization;
import org.voxelbench.preparation.plan.Plan;

/**
 * All that a preprocessed case depends on besides its files; another patch size, say, or other
 * cases of the data set leave it as it is.
 */
final class CaseRecipe {

  /** To be raised when the same input is preprocessed to something else than before. */
  private static final String VERSION = "1";

  private final String text;

  private CaseRecipe(String text) {
    this.text = text;
  }

  /**
   * The recipe of a plan's configuration.
   *
   * @param labels the data set's labels; empty if label maps are left aside
   */
  static CaseRecipe of(Plan plan, Configuration configuration, Optional<Labels> labels) {
    List<Object> parts = new ArrayList<>();
    parts.add(VERSION);
    parts.add(Arrays.toString(plan.transposeForward()));
    parts.add(Arrays.toString(configuration.spacing()));
    parts.add(configuration.resampling());
    parts.add(configuration.normalizationSchemes());
    parts.add(configuration.useMaskForNorm());
    if (configuration.normalizationSchemes().contains(Normalization.CT)) {
      parts.add(plan.foregroundIntensityProperties());
    }
    labels.ifPresent(
        declared -> {
          parts.add(declared.foreground());
          parts.add(declared.values());
          parts.add(declared.ignoreLabel());
        });
    return new CaseRecipe(parts.toString());
  }

  /** Hash of all that a case is made of. */
  String hash(RawCase raw, FileHashes hashes) {
    StringBuilder whole = new StringBuilder(text);
    whole.append('\0').append(raw.id()).append('\0').append(raw.reader());
    raw.files().forEach(file -> whole.append('\0').append(hashes.of(file)));
    if (raw.labelFile().isPresent() && isPlacedAnew(raw)) {
      whole.append('\0').append("placed by ITK");
    }
    return Sha256.of(whole.toString());
  }

  /** Earlier versions placed every case by nibabel, and a prediction lies where its case does. */
  private static boolean isPlacedAnew(RawCase raw) {
    if (raw.reader() == ReaderChoice.REORIENTED) {
      return false;
    }
    Path first = raw.imageFiles().get(0);
    Geometry placed = Volumes.geometry(first);
    return !Arrays.deepEquals(placed.affine(), Volumes.nibabelGeometry(first, placed).affine());
  }
}
