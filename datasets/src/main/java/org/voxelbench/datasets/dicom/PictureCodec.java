package org.voxelbench.datasets.dicom;

import com.github.jaiimageio.jpeg2000.impl.J2KImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import jj2000.j2k.NotImplementedError;

/** Frames that are pictures of a common format. */
enum PictureCodec {
  JPEG(JPEGImageReaderSpi.class),
  JPEG_2000(J2KImageReaderSpi.class);

  private final Class<? extends ImageReaderSpi> provider;

  PictureCodec(Class<? extends ImageReaderSpi> provider) {
    this.provider = provider;
  }

  /** Decodes a frame to the numbers that it would hold unpacked. */
  double[] decode(byte[] packed, PixelFormat format) throws IOException {
    ImageReader reader = reader();
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(packed))) {
      reader.setInput(in, true, true);
      if (reader.getWidth(0) != format.columns() || reader.getHeight(0) != format.rows()) {
        throw new IOException(
            "it is of " + reader.getHeight(0) + " rows and " + reader.getWidth(0) + " columns");
      }
      Raster raster = reader.readAsRenderedImage(0, null).getData();
      if (raster.getNumBands() != 1) {
        throw new IOException("it has " + raster.getNumBands() + " colours");
      }
      double[] values = new double[format.pixels()];
      raster.getSamples(
          raster.getMinX(), raster.getMinY(), format.columns(), format.rows(), 0, values);
      return values;
    } catch (NotImplementedError e) {
      throw new IOException(e.getMessage(), e);
    } finally {
      reader.dispose();
    }
  }

  private ImageReader reader() throws IOException {
    ImageReaderSpi spi = IIORegistry.getDefaultInstance().getServiceProviderByClass(provider);
    return spi.createReaderInstance();
  }
}
