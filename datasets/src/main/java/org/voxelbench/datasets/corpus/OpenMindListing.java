package org.voxelbench.datasets.corpus;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.voxelbench.base.format.CsvSheet;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.raw.Scan;

/**
 * The images of OpenMind as its metadata list them: {@code dsID/sub-ID/[ses-ID/]anat/NAME.nii.gz},
 * with a mask of what was made anonymous and a score of quality, 1 the best and 5 the worst.
 *
 * @param images takes them
 */
record OpenMindListing(ImageList images) {

  /** Below it lie the images, where the download has it. */
  private static final String INSIDE = "OpenMind";

  private static final String IMAGE = "image_path";
  private static final String MODALITY = "modality";

  void list() {
    Path metadata = images.source();
    Path inside = metadata.resolveSibling(INSIDE);
    Path root = Files.isDirectory(inside) ? inside : images.folder();
    new CsvSheet(metadata, List.of(IMAGE, MODALITY)).forEach(row -> add(row, root));
  }

  private void add(CsvSheet.Row row, Path root) {
    String path = row.need(IMAGE);
    String[] parts = path.split("/");
    if (parts.length < 3) {
      throw new DatasetException(
          images.source()
              + ", line "
              + row.line()
              + ": '"
              + IMAGE
              + "' is '"
              + path
              + "', expected dsID/sub-ID/.../NAME.nii.gz.");
    }
    Scan scan =
        new Scan(
            parts[0] + "/" + parts[1],
            parts[2].startsWith("ses-") ? parts[2] : "",
            row.text(MODALITY).orElse(""),
            row.number("image_quality_score"),
            row.text("anat_mask_path").map(mask -> images.file(root, mask)));
    images.add(
        path,
        images.file(root, path),
        scan,
        row.text("anon_mask_path").map(mask -> images.file(root, mask)));
  }
}
