package org.voxelbench.reports.page;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/** Pictures that show nothing: ramps, 488 by 160 pixels. */
final class MadeUpPictures {

  private MadeUpPictures() {}

  /** Writes each below a folder of results. */
  static void draw(List<String> pictures, Path results) {
    BufferedImage ramp = new BufferedImage(488, 160, BufferedImage.TYPE_BYTE_GRAY);
    for (int x = 0; x < ramp.getWidth(); x++) {
      for (int y = 0; y < ramp.getHeight(); y++) {
        ramp.getRaster().setSample(x, y, 0, (x + y) % 256);
      }
    }
    for (String picture : pictures) {
      try {
        Files.createDirectories(results.resolve(picture).getParent());
        ImageIO.write(ramp, "png", results.resolve(picture).toFile());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
