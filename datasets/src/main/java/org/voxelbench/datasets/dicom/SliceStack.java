package org.voxelbench.datasets.dicom;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.voxel.LpsGeometry;
import org.voxelbench.datasets.voxel.Room;
import org.voxelbench.datasets.voxel.StoredVolumes;
import org.voxelbench.datasets.voxel.VolumeHeader;

/** Slices that should make a volume: of one size and direction, side by side at equal distances. */
final class SliceStack {

  /** How far cosines and relative lengths may differ, of numbers that scanners round. */
  private static final double TOLERANCE = 1e-3;

  /** How far a distance between slices may be from the median, relative to it. */
  private static final double GAP_TOLERANCE = 0.05;

  private final Path place;
  private final List<Frame> frames;
  private final double[] normal;

  SliceStack(Path place, List<Frame> frames) {
    this.place = place;
    this.normal = frames.get(0).normal();
    this.frames =
        frames.stream().sorted(Comparator.comparingDouble(frame -> frame.along(normal))).toList();
  }

  /**
   * The volume.
   *
   * @throws DatasetException if it isn't one
   */
  StoredVolumes volume() {
    Frame first = frames.get(0);
    PixelFormat format = PixelFormat.of(first.file());
    frames.forEach(frame -> checkAlike(first, frame, format));
    double distance = distance();
    long voxels = (long) format.pixels() * frames.size();
    if (voxels > Room.LONGEST_ARRAY) {
      throw new DatasetException(
          place + ": the series has " + voxels + " voxels, more than an array holds.");
    }
    double[][] steps = new double[3][3];
    for (int row = 0; row < 3; row++) {
      steps[0][row] = first.orientation()[row] * first.spacing()[1];
      steps[1][row] = first.orientation()[3 + row] * first.spacing()[0];
      steps[2][row] = normal[row] * distance;
    }
    int[] size = {format.columns(), format.rows(), frames.size()};
    Geometry geometry =
        LpsGeometry.of(place, "PixelSpacing", size, steps, first.position().clone());
    return new DicomVolume(
        new VolumeHeader(
            place,
            "DICOM",
            new long[] {size[0], size[1], size[2]},
            geometry,
            1,
            VolumeHeader.inFileOrder(geometry.spacing()),
            "PixelSpacing"),
        frames);
  }

  private void checkAlike(Frame first, Frame other, PixelFormat format) {
    PixelFormat own = PixelFormat.of(other.file());
    if (own.rows() != format.rows() || own.columns() != format.columns()) {
      throw new DatasetException(
          other.file().file()
              + ": it is of "
              + own.rows()
              + " rows and "
              + own.columns()
              + " columns, but "
              + first.file().file().getFileName()
              + " of the same series is of "
              + format.rows()
              + " and "
              + format.columns()
              + "; remove what doesn't belong to the volume.");
    }
    for (int i = 0; i < 6; i++) {
      if (!(Math.abs(first.orientation()[i] - other.orientation()[i]) <= TOLERANCE)) {
        throw new DatasetException(
            other.file().file()
                + ": its ImageOrientationPatient is not that of "
                + first.file().file().getFileName()
                + " of the same series; split localisers and other planes off.");
      }
    }
    for (int i = 0; i < 2; i++) {
      double difference = Math.abs(first.spacing()[i] - other.spacing()[i]);
      if (!(difference <= TOLERANCE * first.spacing()[i])) {
        throw new DatasetException(
            other.file().file()
                + ": its PixelSpacing is not that of "
                + first.file().file().getFileName()
                + " of the same series; remove what doesn't belong to the volume.");
      }
    }
  }

  /** The distance from slice to slice, the mean of all. */
  private double distance() {
    int steps = frames.size() - 1;
    if (steps == 0) {
      return frames.get(0).distance();
    }
    double[] distances = new double[steps];
    Arrays.setAll(
        distances, step -> frames.get(step + 1).along(normal) - frames.get(step).along(normal));
    double usual = Arrays.stream(distances).sorted().toArray()[steps / 2];
    for (int step = 0; step < steps; step++) {
      checkApart(frames.get(step), frames.get(step + 1), distances[step], usual);
    }
    for (int step = 0; step < steps; step++) {
      checkGap(frames.get(step), frames.get(step + 1), distances[step], usual);
    }
    double along = Arrays.stream(distances).sum();
    checkUpright(frames.get(0), frames.get(steps), along);
    return along / steps;
  }

  private static void checkApart(Frame below, Frame above, double distance, double usual) {
    if (!(distance > TOLERANCE * usual)) {
      throw new DatasetException(
          above.file().file()
              + ": it lies where "
              + name(below, above)
              + " of the same series does, as in a series of times or echoes; split it into one"
              + " series per volume.");
    }
  }

  private static void checkGap(Frame below, Frame above, double distance, double usual) {
    if (!(Math.abs(distance - usual) <= GAP_TOLERANCE * usual)) {
      throw new DatasetException(
          above.file().file()
              + ": it lies "
              + (float) distance
              + " mm from "
              + name(below, above)
              + ", but others of the series lie "
              + (float) usual
              + " mm apart; is a slice missing?");
    }
  }

  private static String name(Frame frame, Frame beside) {
    return frame.file() == beside.file()
        ? "frame " + (frame.index() + 1)
        : String.valueOf(frame.file().file().getFileName());
  }

  /** Slices of a tilted gantry lie aside of each other. */
  private void checkUpright(Frame first, Frame last, double along) {
    double square = 0;
    for (int row = 0; row < 3; row++) {
      double aside = last.position()[row] - first.position()[row] - along * normal[row];
      square += aside * aside;
    }
    double most = 10 * TOLERANCE * along + TOLERANCE;
    if (!(Math.sqrt(square) <= most)) {
      throw new DatasetException(
          place
              + ": its slices lie aside of each other by "
              + (float) Math.sqrt(square)
              + " mm over the volume, as of a tilted gantry; resample it to slices at right"
              + " angles.");
    }
  }
}
