package org.voxelbench.harness.data;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.Image;
import org.voxelbench.datasets.nifti.NiftiWriter;

/**
 * Writes a download of OpenMind with tiny volumes, all of them different, each with a mask of what
 * was made anonymous, without the care for what must not be lost.
 *
 * <p>Besides the volumes that are kept there are those that a filter drops: one in 20 of poor
 * quality, one in 20 that is diffusion-weighted, one in 50 of too wide a spacing; and one in 1000
 * that is cut off.
 *
 * @param folder the download's
 * @param kept volumes that are learnt from
 */
record TinyOpenMind(Path folder, int kept) {

  private static final int EDGE = 16;
  private static final int HEADER = 352;
  private static final int SCANS_PER_SUBJECT = 3;
  private static final int SUBJECTS_PER_DATASET = 100;

  void write() throws IOException {
    Path inside = Files.createDirectories(folder.resolve("OpenMind"));
    byte[] volume = volume(4);
    byte[] wide = volume(7);
    byte[] mask = mask();
    try (BufferedWriter list = Files.newBufferedWriter(folder.resolve("openneuro_metadata.csv"))) {
      list.write("image_path,modality,anon_mask_path,image_quality_score\n");
      int scan = 0;
      for (int i = 0; i < kept; i++) {
        add(new Scan(inside, scan++, "T1w", 1.5), volume, mask, list);
        if (i % 20 == 0) {
          add(new Scan(inside, scan++, "T1w", 4), volume, mask, list);
        }
        if (i % 20 == 1) {
          add(new Scan(inside, scan++, "dwi", 1.5), volume, mask, list);
        }
        if (i % 50 == 0) {
          add(new Scan(inside, scan++, "T2w", 1.5), wide, mask, list);
        }
        if (i % 1000 == 0) {
          Scan cut = new Scan(inside, scan++, "T2w", 1.5);
          add(cut, volume, mask, list);
          byte[] whole = Files.readAllBytes(cut.file());
          Files.write(cut.file(), Arrays.copyOf(whole, whole.length / 2));
        }
      }
    }
  }

  private record Scan(Path root, int number, String modality, double quality) {

    String subject() {
      return "sub-%05d".formatted(number / SCANS_PER_SUBJECT);
    }

    String path() {
      int dataset = number / (SCANS_PER_SUBJECT * SUBJECTS_PER_DATASET);
      return "ds%06d/%s/ses-1/anat/%s_ses-1_run-%d_%s"
          .formatted(dataset, subject(), subject(), number % SCANS_PER_SUBJECT, modality);
    }

    Path file() {
      return root.resolve(path() + ".nii.gz");
    }
  }

  private static void add(Scan scan, byte[] volume, byte[] mask, BufferedWriter list)
      throws IOException {
    for (int b = 0; b < Integer.BYTES; b++) {
      volume[HEADER + b * Float.BYTES + 1] = (byte) (scan.number() >> Byte.SIZE * b);
    }
    String masked = scan.path() + "__Data/deface_mask.nii.gz";
    Files.createDirectories(scan.root().resolve(masked).getParent());
    gzip(scan.file(), volume);
    gzip(scan.root().resolve(masked), mask);
    list.write(
        String.join(
            ",",
            scan.path() + ".nii.gz",
            scan.modality(),
            masked,
            Double.toString(scan.quality())));
    list.write('\n');
  }

  private static void gzip(Path file, byte[] bytes) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(bytes);
    }
  }

  private byte[] volume(double spacing) throws IOException {
    RandomStream random = new RandomStreams(5).stream("tiny volumes");
    float[] voxels = new float[EDGE * EDGE * EDGE];
    for (int i = 0; i < voxels.length; i++) {
      voxels[i] = 100 + random.nextInt(200);
    }
    return nifti(spacing, voxels);
  }

  private byte[] mask() throws IOException {
    float[] voxels = new float[EDGE * EDGE * EDGE];
    Arrays.fill(voxels, 0, EDGE * EDGE, 1);
    return nifti(4, voxels);
  }

  private byte[] nifti(double spacing, float[] voxels) throws IOException {
    int[] size = {EDGE, EDGE, EDGE};
    double[] spacings = {spacing, spacing, spacing};
    Path file = folder.resolve("one.nii");
    NiftiWriter.write(file, new Image(Geometry.axisAligned(size, spacings), voxels));
    byte[] bytes = Files.readAllBytes(file);
    Files.delete(file);
    return bytes;
  }
}
