package org.voxelbench.training.augment;

import java.util.List;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.training.patch.LoaderPatch;
import org.voxelbench.training.patch.PatchPosition;
import org.voxelbench.training.patch.Sample;
import org.voxelbench.training.patch.WeightedImage;

/**
 * Reads patches and augments them.
 *
 * <p>A patch is a function of its position and its random stream alone. Safe for use by several
 * threads.
 */
public final class Augmentation {

  private final AugmentationSettings settings;
  private final List<Transform> transforms;
  private final LoaderPatch patch;
  private final PatchReader reader;
  private final ThreadLocal<ScratchBuffers> scratch = ThreadLocal.withInitial(ScratchBuffers::new);

  /**
   * @param patch the final patch, {@code [D, H, W]}; D = 1 for a 2-D network
   */
  public Augmentation(AugmentationSettings settings, int[] patch) {
    this.settings = settings;
    this.transforms = settings.transforms();
    this.patch = settings.spatial().loaderPatch(patch);
    this.reader = new PatchReader(this.patch, settings.spatial().interpolation());
  }

  /** The final patch, and the loader's patch for which positions are to be drawn. */
  public LoaderPatch patch() {
    return patch;
  }

  /** Makes one sample, whose labels are not negative any more. */
  public Sample sample(PatchPosition position, RandomStream random) {
    Patch made = augment(position, random, LabelSource.SEGMENTATION);
    short[] labels = made.labels();
    for (int i = 0; i < labels.length; i++) {
      labels[i] = labels[i] < 0 ? 0 : labels[i];
    }
    return new Sample(
        position.preparedCase().id(), made.image(), labels, made.channels(), made.size());
  }

  /** Makes one image without labels, {@code [C, D, H, W]}; nothing is masked. */
  public float[] image(PatchPosition position, RandomStream random) {
    return augment(position, random, LabelSource.NONE).image();
  }

  /**
   * Makes the same image as {@link #image}, with what each voxel counts; marks move with the image
   * as labels do.
   */
  public WeightedImage weightedImage(PatchPosition position, RandomStream random) {
    boolean marked = position.preparedCase().marked();
    Patch made = augment(position, random, marked ? LabelSource.MARKS : LabelSource.NONE);
    float[] weights = new float[made.voxels()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = marked && made.labels()[i] > 0 ? 0 : 1;
    }
    return new WeightedImage(made.image(), weights);
  }

  private Patch augment(PatchPosition position, RandomStream random, LabelSource beside) {
    Patch made = reader.read(position, settings.spatial().draw(random), beside);
    for (Transform transform : transforms) {
      transform.apply(made, random, scratch.get());
    }
    if (settings.maskOutside() && beside == LabelSource.SEGMENTATION) {
      mask(made);
    }
    return made;
  }

  private static void mask(Patch patch) {
    int voxels = patch.voxels();
    for (int i = 0; i < voxels; i++) {
      if (patch.labels()[i] < 0) {
        for (int channel = 0; channel < patch.channels(); channel++) {
          patch.image()[channel * voxels + i] = 0;
        }
      }
    }
  }
}
