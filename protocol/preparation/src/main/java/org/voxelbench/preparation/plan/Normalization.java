package org.voxelbench.preparation.plan;

import java.util.Arrays;
import java.util.Locale;
import org.voxelbench.base.BadInputException;

/** nnU-Net's intensity normalisations; a channel's name picks one. */
public enum Normalization {
  /** Mean 0 and standard deviation 1 of the image, or of its non-zero region. */
  Z_SCORE("ZScoreNormalization", "zscore", true),
  /** Clipped to and scaled by the foreground of the whole data set. */
  CT("CTNormalization", "ct", false),
  /** As it is. */
  NONE("NoNormalization", "nonorm", false),
  /** The image's range to [0, 1]. */
  RESCALE_TO_0_1("RescaleTo01Normalization", "rescale_to_0_1", false),
  /** 8-bit colour to [0, 1]. */
  RGB_TO_0_1("RGBTo01Normalization", "rgb_to_0_1", false);

  private final String className;
  private final String channelName;
  private final boolean keepsOutsideAtZero;

  Normalization(String className, String channelName, boolean keepsOutsideAtZero) {
    this.className = className;
    this.channelName = channelName;
    this.keepsOutsideAtZero = keepsOutsideAtZero;
  }

  /** The name in a plan. */
  public String className() {
    return className;
  }

  /** Whether the non-zero mask is used where cropping removes much. */
  boolean keepsOutsideAtZero() {
    return keepsOutsideAtZero;
  }

  /** The normalisation of a channel by its name, z-score where the name says nothing. */
  public static Normalization ofChannel(String name) {
    return Arrays.stream(values())
        .filter(scheme -> scheme.channelName.equals(name.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElse(Z_SCORE);
  }

  /** The normalisation that a plan names. */
  public static Normalization ofClass(String className) {
    return Arrays.stream(values())
        .filter(scheme -> scheme.className.equals(className))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInputException(
                    "normalization scheme '"
                        + className
                        + "' is unknown; known are "
                        + Arrays.stream(values()).map(Normalization::className).toList()
                        + "."));
  }
}
