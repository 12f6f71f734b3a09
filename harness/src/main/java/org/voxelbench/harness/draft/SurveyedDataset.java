package org.voxelbench.harness.draft;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.voxelbench.base.BadInputException;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.harness.data.LabelledDataset;
import org.voxelbench.preparation.fingerprint.HeaderFingerprint;
import org.voxelbench.preparation.plan.DatasetFingerprint;
import org.voxelbench.preparation.split.Split;
import org.voxelbench.training.protocol.DatasetEntry;

/**
 * What a first protocol has to know of a labelled data set.
 *
 * @param name what the protocol calls it
 * @param firstFold its training and held-out cases
 * @param channels of an image
 * @param classes foreground classes
 * @param fingerprint from its headers
 */
public record SurveyedDataset(
    String name, Split firstFold, int channels, int classes, DatasetFingerprint fingerprint) {

  /**
   * Reads {@code dataset.json} and the headers.
   *
   * @throws BadInputException naming the data set or file, if it has no labels, can't be split, or
   *     a header can't be read
   */
  public static SurveyedDataset of(String name, RawDataset raw) {
    if (raw.json().isEmpty()) {
      throw new BadInputException(
          "the data set '" + name + "' has no labels; pre-train on it by --corpus " + name + ".");
    }
    DatasetEntry entry = new DatasetEntry(name, List.of(0), null, null, null, null, null);
    Split first = LabelledDataset.split(entry, raw, LabelledDataset.folds(entry, raw), 0);
    return new SurveyedDataset(
        name,
        first,
        raw.channelNames().size(),
        raw.labels().foregroundNames().size(),
        HeaderFingerprint.of(raw));
  }

  /** The median shape in voxels of a size, {@code [D, H, W]}. */
  double[] shapeAt(List<Double> spacing) {
    return fingerprint.medianShape(spacing.stream().mapToDouble(mm -> mm).toArray());
  }

  /** What there is, in words. */
  public String words() {
    return String.format(
        Locale.ROOT,
        "%s: %s, %s, %s; median %s voxels of %s mm",
        name,
        counted(fingerprint.spacings().size(), "labelled case"),
        counted(channels, "channel"),
        classes == 1 ? "1 class" : classes + " classes",
        Arrays.stream(fingerprint.medianShape(fingerprint.medianSpacing()))
            .mapToObj(Decimal::text)
            .collect(Collectors.joining(" x ")),
        Arrays.stream(fingerprint.medianSpacing())
            .mapToObj(Decimal::text)
            .collect(Collectors.joining(" x ")));
  }

  private static String counted(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
