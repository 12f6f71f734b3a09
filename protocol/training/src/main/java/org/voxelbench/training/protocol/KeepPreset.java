package org.voxelbench.training.protocol;

import java.util.List;
import org.voxelbench.base.format.Choice;

/** Filters of a corpus that go by a name. */
public enum KeepPreset implements Choice {
  /** What is known of the paper's filter: the script that its authors released. */
  PAPER,
  /** The script that nnssl ships for collections such as OpenNeuro ({@code filter_mris_all.py}). */
  NNSSL;

  private static final double SPACING_BELOW = 6.5;
  private static final double FIELD_OF_VIEW = 50;
  private static final long FILE_BYTES = 200_000;
  private static final List<String> WITHOUT = List.of("swi", "adc", "pha", "dwi");

  /** Its settings; both names stand for the same ones. */
  Keep settings() {
    return new Keep(null, SPACING_BELOW, FIELD_OF_VIEW, FILE_BYTES, null, WITHOUT, null);
  }
}
