package org.voxelbench.engine.torch;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.voxelbench.engine.EngineException;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Outputs;
import org.voxelbench.engine.Overlap;
import org.voxelbench.engine.PatchMean;
import org.voxelbench.engine.torch.ops.HostCopies;
import org.voxelbench.engine.torch.ops.NativeScope;
import org.voxelbench.engine.torch.ops.TorchTensor;

/** Sums of weighted patches and of weights on the device, under counted references. */
final class TorchPatchMean implements PatchMean {

  private final TorchContext context;
  private final int channels;
  private final int[] volume;
  private final int[] patch;
  private final BitSet divided = new BitSet();
  private Tensor patchWeights;
  private Tensor sums;
  private Tensor weights;

  TorchPatchMean(TorchContext context, int channels, int[] volume, NdArray patchWeights) {
    this.context = context;
    this.channels = channels;
    this.volume = volume.clone();
    this.patch = patchWeights.shape();
    try (NativeScope scope = new NativeScope(false)) {
      HostCopies copies = context.copies();
      Tensor ofPatch = copies.toDevice(patchWeights);
      Tensor ofVolume = copies.zeros(volume);
      Tensor empty = copies.zeros(channels, volume[0], volume[1], volume[2]);
      this.patchWeights = ofPatch.retainReference();
      this.weights = ofVolume.retainReference();
      this.sums = empty.retainReference();
    } catch (RuntimeException e) {
      throw NativeScope.translate(
          e, "taking memory for " + channels + " volumes of " + Arrays.toString(volume));
    }
  }

  @Override
  public void add(Outputs outputs, String name, List<int[]> corners) {
    checkOpen();
    try (NativeScope scope = new NativeScope(false)) {
      Tensor patches = TorchOutputs.value(outputs, name, context);
      check(name, TorchTensor.shapeOf(patches), corners.size());
      for (int n = 0; n < corners.size(); n++) {
        add(patches.select(0, n), Overlap.of(corners.get(n), patch, volume));
      }
    } catch (RuntimeException e) {
      throw NativeScope.translate(e, "adding patches to their mean");
    }
  }

  private void check(String name, int[] shape, int patches) {
    int[] expected = {patches, channels, patch[0], patch[1], patch[2]};
    if (!Arrays.equals(shape, expected)) {
      throw new EngineException(
          "the output '"
              + name
              + "' has the shape "
              + Arrays.toString(shape)
              + "; the mean takes "
              + Arrays.toString(expected)
              + ".");
    }
  }

  private void add(Tensor patchValues, Overlap overlap) {
    Tensor counted = inPatch(patchWeights, overlap);
    inVolume(weights, overlap).add_(counted);
    // Not addcmul_, which rounds once instead of twice: the host's sums would differ in bits.
    inVolume(sums, overlap).add_(inPatch(patchValues, overlap).mul(counted));
  }

  private static Tensor inPatch(Tensor patchValues, Overlap overlap) {
    return box(patchValues, overlap.low(), overlap);
  }

  private static Tensor inVolume(Tensor whole, Overlap overlap) {
    int[] start = overlap.corner().clone();
    for (int axis = 0; axis < 3; axis++) {
      start[axis] += overlap.low()[axis];
    }
    return box(whole, start, overlap);
  }

  /** A view of the shared voxels; the three spatial axes are the last ones. */
  private static Tensor box(Tensor whole, int[] start, Overlap overlap) {
    Tensor view = whole;
    for (int axis = 0; axis < 3; axis++) {
      view = view.narrow(axis - 3, start[axis], overlap.high()[axis] - overlap.low()[axis]);
    }
    return view;
  }

  @Override
  public float[] channel(int channel) {
    checkOpen();
    try (NativeScope scope = new NativeScope(false)) {
      Tensor mean = sums.select(0, channel);
      if (!divided.get(channel)) {
        mean.div_(weights);
        divided.set(channel);
      }
      return HostCopies.toHost(mean).floats();
    } catch (RuntimeException e) {
      throw NativeScope.translate(e, "reading the mean of channel " + channel);
    }
  }

  private void checkOpen() {
    if (sums == null) {
      throw new EngineException("the mean of patches is closed; open another.");
    }
  }

  @Override
  public void close() {
    if (sums != null) {
      patchWeights.releaseReference();
      weights.releaseReference();
      sums.releaseReference();
      sums = null;
      // The next case may be larger, and looks at what the card itself has free.
      if (context.copies().device().is_cuda()) {
        OpenCard.releaseCache();
      }
    }
  }
}
