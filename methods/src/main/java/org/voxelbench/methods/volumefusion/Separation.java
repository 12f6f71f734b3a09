package org.voxelbench.methods.volumefusion;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.engine.Graph;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Tensor;
import org.voxelbench.training.augment.ViewAugmentation;
import org.voxelbench.training.loss.DiceCrossEntropy;
import org.voxelbench.training.loss.SegmentationLoss;
import org.voxelbench.training.pretext.Backbone;
import org.voxelbench.training.pretext.PretextBatch;
import org.voxelbench.training.pretext.PretextPatches;
import org.voxelbench.training.pretext.PretextTask;
import org.voxelbench.training.transfer.TransferScope;

/**
 * Segmenting a mixed image into the levels at which it was mixed.
 *
 * @param changed whether both images are changed in intensity and mirrored first
 */
record Separation(VolumeFusion.Settings settings, boolean changed) implements PretextTask {

  private static final String MIXED = "mixed";
  private static final String LEVELS = "levels";

  private static final double LOW_RESOLUTION = 0.25;

  @Override
  public PretextPatches patches(int[] patch) {
    BoxSizes.of(settings, patch);
    return new PretextPatches(2, patch, false, false, settings.crops());
  }

  @Override
  public PretextTask validation() {
    return new Separation(settings, settings.augmentedValidation());
  }

  @Override
  public int outputChannels() {
    return settings.classes();
  }

  @Override
  public boolean overRanks() {
    return true;
  }

  @Override
  public Map<String, NdArray> prepare(PretextBatch batch) {
    int[] size = batch.size();
    ViewAugmentation augmentation = new ViewAugmentation(LOW_RESOLUTION, settings.blur());
    float[] images = new float[batch.samples() * batch.voxels()];
    float[] levels = new float[images.length];
    for (int sample = 0; sample < batch.samples(); sample++) {
      RandomStream random = batch.sampleRandom().apply(sample);
      List<float[]> pair = batch.patches().get(sample);
      FusionMap map = FusionMap.draw(settings, size, random);
      float[] foreground = pair.get(0);
      float[] background = pair.get(1);
      if (changed) {
        foreground = augmentation.apply(foreground, size, random);
        background = augmentation.apply(background, size, random);
      }
      float[] classMap = map.classMap(size);
      float[] mixed = map.mix(foreground, background, classMap);
      int at = sample * batch.voxels();
      System.arraycopy(mixed, 0, images, at, batch.voxels());
      System.arraycopy(classMap, 0, levels, at, batch.voxels());
    }
    int[] shape = {batch.samples(), 1, size[0], size[1], size[2]};
    return Map.of(MIXED, NdArray.of(shape, images), LEVELS, NdArray.of(shape, levels));
  }

  @Override
  public Tensor objective(Graph graph, Backbone backbone) {
    Tensor logits = backbone.forward(graph.input(MIXED));
    return loss(settings.classes()).of(graph, logits, graph.input(LEVELS));
  }

  /** Dice per sample over all levels, background included, with cross-entropy. */
  static SegmentationLoss loss(int classes) {
    return new DiceCrossEntropy(classes, OptionalInt.empty(), false, true, SegmentationLoss.SMOOTH);
  }

  @Override
  public Map<String, Tensor> preview(Graph graph, Backbone backbone) {
    Tensor logits = graph.fullPrecision(backbone.forward(graph.input(MIXED)));
    Tensor predicted = graph.argmax(logits, 1);
    Tensor levels = graph.input(LEVELS);
    double share = 1.0 / (settings.classes() - 1);
    Map<String, Tensor> shows = new LinkedHashMap<>();
    shows.put(MIXED, graph.input(MIXED));
    shows.put("predicted level", graph.mul(predicted, share));
    shows.put("true level", graph.mul(levels, share));
    shows.put("voxel accuracy", graph.mean(graph.equal(predicted, levels), false));
    return shows;
  }

  @Override
  public TransferScope transfer() {
    return settings.transfer();
  }
}
