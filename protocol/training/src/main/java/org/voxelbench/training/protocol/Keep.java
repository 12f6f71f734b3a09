package org.voxelbench.training.protocol;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.stream.Stream;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.Suggestions;

/**
 * Which images of the corpora are kept; one that isn't known to fail a condition is.
 *
 * @param preset a filter that goes by a name, to which the other keys add; null for none
 * @param spacingBelow every axis has less mm per voxel; null for any spacing
 * @param fieldOfView every axis is at least so many mm long; null for any size
 * @param fileBytes the file has at least so many bytes; null for any size
 * @param modalities the modality that the corpus' list states is one of these, in upper or lower
 *     case; null for all
 * @param without the modality, or the file's name where none is stated, holds none of these words;
 *     null for none
 * @param quality the score that the list states is at most this, less being better; null for any
 */
@JsonInclude(NON_NULL)
public record Keep(
    KeepPreset preset,
    Double spacingBelow,
    Double fieldOfView,
    Long fileBytes,
    List<String> modalities,
    List<String> without,
    Double quality) {

  /** Fills in what a preset says, so that a filter is the same however it is written. */
  @JsonCreator
  public Keep {
    if (preset != null) {
      Keep named = preset.settings();
      preset = null;
      spacingBelow = spacingBelow == null ? named.spacingBelow() : spacingBelow;
      fieldOfView = fieldOfView == null ? named.fieldOfView() : fieldOfView;
      fileBytes = fileBytes == null ? named.fileBytes() : fileBytes;
      modalities = modalities == null ? named.modalities() : modalities;
      without = without == null ? named.without() : without;
      quality = quality == null ? named.quality() : quality;
    }
    if (spacingBelow != null) {
      Checks.positive("pretraining.keep.spacingBelow", spacingBelow);
    }
    if (fieldOfView != null) {
      Checks.positive("pretraining.keep.fieldOfView", fieldOfView);
    }
    if (fileBytes != null) {
      Checks.positive("pretraining.keep.fileBytes", fileBytes);
    }
    if (quality != null) {
      Checks.positive("pretraining.keep.quality", quality);
    }
    if (modalities != null) {
      modalities = Checks.nonEmpty("pretraining.keep.modalities", modalities);
    }
    if (without != null) {
      without = Checks.nonEmpty("pretraining.keep.without", without);
    }
  }

  /** The filter of that name. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static Keep named(String name) {
    List<String> names = Stream.of(KeepPreset.values()).map(KeepPreset::word).toList();
    return Stream.of(KeepPreset.values())
        .filter(preset -> preset.word().equals(name))
        .map(KeepPreset::settings)
        .findFirst()
        .orElseThrow(
            () ->
                new BadInputException(
                    "pretraining.keep is '"
                        + name
                        + "'"
                        + Suggestions.hint(name, names)
                        + "; give one of "
                        + String.join(", ", names)
                        + ", or a group of keys."));
  }
}
