package org.voxelbench.datasets.corpus;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.voxelbench.datasets.raw.Scan;

/**
 * The images of a BIDS tree, or of several below one folder: those below a folder {@code sub-ID},
 * and perhaps {@code ses-ID}; the modality is what a name ends in. FOMO writes {@code sub_ID} and
 * {@code ses_ID}.
 *
 * @param images takes them
 */
record BidsListing(ImageList images) {

  /** What BIDS keeps beside the images. */
  private static final Set<String> NO_IMAGES = Set.of("derivatives", "sourcedata", "code");

  /** Subjects of several trees may have one name, so that the folders above count. */
  private static final Pattern SUBJECT = Pattern.compile("^((?:[^/]+/)*?sub[-_][^/]+)/");

  private static final Pattern SESSION = Pattern.compile("/(ses[-_][^/]+)/");
  private static final Pattern MODALITY = Pattern.compile("([^_/]+)$");

  void list() {
    new ImageTree(images.folder(), NO_IMAGES)
        .forEach(
            (path, file) -> {
              Matcher subject = SUBJECT.matcher(path);
              if (subject.find()) {
                Scan scan =
                    new Scan(
                        subject.group(1),
                        first(SESSION, path),
                        first(MODALITY, ImageName.stem(path).orElseThrow()),
                        Optional.empty(),
                        Optional.empty());
                images.add(path, file, scan, Optional.empty());
              }
            });
  }

  private static String first(Pattern pattern, String path) {
    Matcher matcher = pattern.matcher(path);
    return matcher.find() ? matcher.group(1) : "";
  }
}
