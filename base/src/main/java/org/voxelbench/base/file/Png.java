package org.voxelbench.base.file;

import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Pictures as PNG. */
public final class Png {

  private Png() {}

  /** The bytes of a file of this picture. */
  public static byte[] of(RenderedImage picture) {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      ImageIO.write(picture, "png", png);
    } catch (IOException e) {
      throw new UncheckedIOException("can't encode a picture: " + e.getMessage(), e);
    }
    return png.toByteArray();
  }
}
