package org.voxelbench.datasets.nifti;

import java.util.Arrays;
import java.util.List;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.voxel.Room;
import org.voxelbench.datasets.voxel.VolumeHeader;
import org.voxelbench.datasets.voxel.VoxelData;
import org.voxelbench.datasets.voxel.VoxelType;

/**
 * What a NIfTI header says, after the repairs that nibabel makes: a spacing of 0 counts as 1, a
 * negative one as its absolute value, an unknown transform code as none. Lengths in metres or
 * micrometres are turned to mm, as ITK does and nibabel doesn't.
 */
public final class NiftiHeader {

  private static final String FORMAT = "NIfTI";

  /** The code of a transform to the scanner's own axes. */
  private static final int SCANNER = 1;

  /** Up to here a quaternion's length counts as rounded, which niftilib says of any length. */
  private static final double LONGEST_BEYOND_ONE = 1e-3;

  private final NiftiName name;
  private final NiftiFields fields;
  private final VoxelType type;
  private final double[] zooms;
  private final double[][] affine;

  NiftiHeader(NiftiName name, NiftiFields fields) {
    this.name = name;
    this.fields = fields;
    this.type =
        NiftiType.ofCode(fields.datatype())
            .map(NiftiType::voxels)
            .orElseThrow(
                () ->
                    fault(
                        "holds "
                            + NiftiType.describe(fields.datatype())
                            + " (datatype "
                            + fields.datatype()
                            + "), expected integers or floats; convert it to a real-valued image"));
    checkShape();
    checkOffset();
    this.zooms = repairedZooms();
    this.affine = bestAffine();
  }

  private void checkShape() {
    for (long size : fields.shape()) {
      if (size < 1) {
        throw fault("has an axis of " + size + " voxels (key dim), expected at least 1");
      }
    }
    if (fields.shape().length == 0) {
      throw fault("has no axes (key dim), expected a 3D image");
    }
    voxels();
  }

  private void checkOffset() {
    double offset = fields.voxelOffset();
    int least = name.single() ? fields.singleOffset() : 0;
    if (!(offset >= least && offset <= Long.MAX_VALUE / 2.0)) {
      throw fault(
          "puts its voxels at byte " + offset + " (key vox_offset), expected at least " + least);
    }
    if (fields.slope() != 0
        && Double.isFinite(fields.slope())
        && !Double.isFinite(fields.intercept())) {
      throw fault("has an scl_inter of " + fields.intercept() + ", expected a finite number");
    }
  }

  private double[] repairedZooms() {
    double[] repaired = new double[fields.shape().length];
    for (int axis = 0; axis < repaired.length; axis++) {
      double zoom = fields.pixdim()[axis + 1];
      repaired[axis] = axis >= 3 ? zoom : millimetres(zoom == 0 ? 1 : Math.abs(zoom));
    }
    return repaired;
  }

  /** Voxels per axis in NIfTI order {@code (i, j, k, ...)}, one to seven axes. */
  public long[] shape() {
    return fields.shape().clone();
  }

  /** Spacing per axis in NIfTI order; mm for the first three, whatever unit the header is in. */
  public double[] zooms() {
    return zooms.clone();
  }

  /** The spacing of the first three axes as it stands in the file, unrepaired and in its unit. */
  public double[] spacingInFile() {
    double[] spacing = new double[Math.min(3, fields.shape().length)];
    System.arraycopy(fields.pixdim(), 1, spacing, 0, spacing.length);
    return spacing;
  }

  /**
   * 4x4, from voxel indices to RAS mm, as nibabel takes it: the sform if it is coded, else the
   * qform, else centred and flipped along the first axis.
   */
  public double[][] affine() {
    double[][] copy = affine.clone();
    for (int row = 0; row < copy.length; row++) {
      copy[row] = affine[row].clone();
    }
    return copy;
  }

  private double[][] bestAffine() {
    if (fields.sformCode() != 0) {
      return millimetres(fields.sform());
    }
    return fields.qformCode() == 0 ? Transforms.base(fields.shape(), zooms) : qform();
  }

  /**
   * The affine that ITK takes: of two transforms the sform only if its axes are at right angles and
   * it is the scanner's or as good as the qform; and without codes the axes of LPS, from the origin
   * on (ITK: {@code NiftiImageIO::SetImageIOOrientationFromNIfTI}).
   */
  private double[][] placement() {
    if (fields.sformCode() == 0) {
      return fields.qformCode() == 0 ? Transforms.leftPosteriorSuperior(zooms) : qform();
    }
    double[][] sform = millimetres(fields.sform());
    if (fields.qformCode() == 0) {
      return sform;
    }
    if (!Transforms.isOrthogonal(sform)) {
      return qform();
    }
    return fields.sformCode() == SCANNER || Transforms.alike(sform, qform()) ? sform : qform();
  }

  private double[][] qform() {
    double[] q = fields.quaternion();
    double w2 = 1 - q[0] * q[0] - q[1] * q[1] - q[2] * q[2];
    double length = Math.sqrt(1 - w2);
    if (!(length <= 1 + LONGEST_BEYOND_ONE)) {
      throw fault(
          "has a quaternion of length "
              + length
              + " (keys quatern_b, quatern_c, quatern_d), expected at most 1");
    }
    if (w2 <= -fields.quaternionTolerance()) {
      q = Arrays.stream(q).map(component -> component / length).toArray();
    }
    double w = w2 < fields.quaternionTolerance() ? 0 : Math.sqrt(w2);
    int handedness = fields.pixdim()[0] == -1 ? -1 : 1;
    double[] zoom = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      double size = fields.pixdim()[axis + 1];
      zoom[axis] = size == 0 ? 1 : Math.abs(size);
    }
    return millimetres(
        new Transforms.Rotation(w, q[0], q[1], q[2], handedness)
            .affine(zoom, fields.quaternionOffset()));
  }

  private double[][] millimetres(double[][] affine) {
    double[][] scaled = affine.clone();
    for (int row = 0; row < 3; row++) {
      scaled[row] = Arrays.stream(affine[row]).map(this::millimetres).toArray();
    }
    return scaled;
  }

  private double millimetres(double length) {
    return LengthUnit.ofCode(fields.units()).millimetres(length);
  }

  /**
   * The geometry of a 3D image, or of one with a single volume along the further axes, as ITK
   * places it.
   *
   * @throws DatasetException for any other number of axes
   */
  public Geometry geometry() {
    return volumes().single().geometry();
  }

  /**
   * The volumes along the further axes, or the only one.
   *
   * @throws DatasetException if there are fewer than three axes
   */
  VolumeHeader volumes() {
    long[] shape = fields.shape();
    if (shape.length < 3) {
      throw VolumeHeader.tooFlat(name.header(), FORMAT, shape);
    }
    int[] size = new int[3];
    double[] spacing = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      size[axis] = Math.toIntExact(shape[2 - axis]);
      spacing[axis] = zooms[2 - axis];
    }
    Geometry geometry = new Geometry(size, spacing, placement());
    int volumes = Math.toIntExact(voxels() / geometry.voxels());
    return new VolumeHeader(
        name.header(), FORMAT, shape, geometry, volumes, spacingInFile(), "pixdim");
  }

  /** Where the voxels of volumes of so many voxels lie. */
  VoxelData data(int voxels) {
    return new VoxelData(
        List.of(name.voxels()),
        0,
        name.packing(),
        (long) fields.voxelOffset(),
        type,
        fields.order(),
        voxels,
        voxels() / voxels,
        voxels,
        scaled() ? fields.slope() : 1,
        scaled() ? fields.intercept() : 0);
  }

  /** The number of voxels over all axes. */
  int voxels() {
    long voxels = 1;
    for (long size : fields.shape()) {
      if (size > Integer.MAX_VALUE || voxels * size > Room.LONGEST_ARRAY) {
        throw fault(
            "is of shape "
                + VolumeHeader.words(fields.shape())
                + " (key dim), which is more than "
                + Room.LONGEST_ARRAY
                + " voxels; crop it or sample it down");
      }
      voxels *= size;
    }
    return (int) voxels;
  }

  /** A slope of 0, or one that isn't finite, scales nothing. */
  private boolean scaled() {
    return fields.slope() != 0 && Double.isFinite(fields.slope());
  }

  private DatasetException fault(String fault) {
    return new DatasetException(name.header() + ": the NIfTI header " + fault + ".");
  }
}
