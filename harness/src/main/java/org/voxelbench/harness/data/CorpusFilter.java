package org.voxelbench.harness.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.voxelbench.base.ProgramVersion;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.memory.Topic;
import org.voxelbench.datasets.raw.Flaw;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.datasets.raw.Scan;
import org.voxelbench.datasets.volume.Volumes;
import org.voxelbench.datasets.voxel.NotVolumeException;
import org.voxelbench.preparation.preprocess.RememberingWorkers;
import org.voxelbench.training.protocol.Keep;

/**
 * Keeps the images of a corpus that a protocol asks for, by what its list says and by headers
 * alone.
 *
 * <p>An image whose file can't be read is kept; whoever reads it puts it aside with its reason.
 *
 * @param keep the conditions
 */
public record CorpusFilter(Keep keep) {

  /**
   * What is left of a corpus.
   *
   * @param images those that are kept
   * @param dropped how many fail each condition first, by its key
   */
  public record Kept(RawDataset images, Map<String, Integer> dropped) {}

  /** Drops what fails a condition. */
  Kept apply(RawDataset corpus, RememberingWorkers workers) {
    List<RawCase> images = corpus.trainingCases();
    String conditions = ProgramVersion.current() + "\0" + keep;
    List<Optional<String>> against =
        workers.run(
            images,
            new RememberingWorkers.Form<>(
                Topic.KEEP,
                image -> conditions + "\0" + image.scan().map(CorpusFilter::listed).orElse(""),
                (image, failed) -> Optional.of(failed.orElse("")),
                (image, text) -> Optional.of(text).filter(key -> !key.isEmpty())),
            image -> 0,
            this::failed);
    List<RawCase> kept = new ArrayList<>();
    Map<String, Integer> dropped = new TreeMap<>();
    for (int i = 0; i < images.size(); i++) {
      if (against.get(i).isPresent()) {
        dropped.merge(against.get(i).get(), 1, Integer::sum);
      } else {
        kept.add(images.get(i));
      }
    }
    return new Kept(corpus.only(kept), dropped);
  }

  /** What a list says that a condition asks for. */
  private static String listed(Scan scan) {
    return scan.modality() + "\0" + scan.quality().map(String::valueOf).orElse("");
  }

  /** The key of the first condition that an image fails; what costs least is asked first. */
  private Optional<String> failed(RawCase image) {
    Path file = image.imageFiles().get(0);
    String modality = image.scan().map(Scan::modality).orElse("");
    if (keep.modalities() != null
        && !modality.isEmpty()
        && keep.modalities().stream().noneMatch(modality::equalsIgnoreCase)) {
      return Optional.of("modalities");
    }
    String called = modality.isEmpty() ? file.getFileName().toString() : modality;
    if (keep.without() != null && holdsAny(called, keep.without())) {
      return Optional.of("without");
    }
    if (keep.quality() != null
        && image.scan().flatMap(Scan::quality).filter(q -> q > keep.quality()).isPresent()) {
      return Optional.of("quality");
    }
    if (keep.fileBytes() != null && isSmaller(file, keep.fileBytes())) {
      return Optional.of("fileBytes");
    }
    return keep.spacingBelow() == null && keep.fieldOfView() == null
        ? Optional.empty()
        : failedByHeader(file);
  }

  private static boolean holdsAny(String text, List<String> words) {
    String small = text.toLowerCase(Locale.ROOT);
    return words.stream().anyMatch(word -> small.contains(word.toLowerCase(Locale.ROOT)));
  }

  private static boolean isSmaller(Path file, long bytes) {
    try {
      return Files.size(file) < bytes;
    } catch (IOException e) {
      return false;
    }
  }

  private Optional<String> failedByHeader(Path file) {
    try {
      return failed(Volumes.geometry(file));
    } catch (NotVolumeException e) {
      return Optional.of(Flaw.NOT_3D.word());
    } catch (DatasetException e) {
      return Optional.empty();
    }
  }

  private Optional<String> failed(Geometry geometry) {
    double[] spacing = geometry.spacing();
    if (keep.spacingBelow() != null
        && Arrays.stream(spacing).anyMatch(mm -> mm >= keep.spacingBelow())) {
      return Optional.of("spacingBelow");
    }
    for (int axis = 0; axis < spacing.length; axis++) {
      if (keep.fieldOfView() != null
          && spacing[axis] * geometry.size()[axis] < keep.fieldOfView()) {
        return Optional.of("fieldOfView");
      }
    }
    return Optional.empty();
  }
}
