package org.voxelbench.datasets.raw;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What the list of a corpus says of an image, none of which was read off the image itself.
 *
 * @param subject whose image it is, unique in the corpus
 * @param session the visit; blank if the list doesn't say
 * @param modality the contrast or sequence, as the list calls it; blank if it doesn't say
 * @param quality a score of which less is better; empty if there is none
 * @param anatomyMask the file that marks the anatomy, if there is one
 */
public record Scan(
    String subject,
    String session,
    String modality,
    Optional<Double> quality,
    Optional<Path> anatomyMask) {

  /** An image of which nothing is known but whose it is. */
  public static Scan of(String subject) {
    return new Scan(subject, "", "", Optional.empty(), Optional.empty());
  }
}
