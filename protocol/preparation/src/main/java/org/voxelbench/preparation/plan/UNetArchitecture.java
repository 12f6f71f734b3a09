package org.voxelbench.preparation.plan;

import java.util.Collections;
import java.util.List;
import org.voxelbench.base.BadInputException;

/**
 * The topology of a U-Net, as an nnU-Net plan states it.
 *
 * @param kind which network it is of
 * @param features channels per stage, shallow to deep
 * @param blocks residual blocks (or convolutions, if plain) per encoder stage
 * @param kernels kernel {@code [D, H, W]} per stage
 * @param strides stride {@code [D, H, W]} per stage; the first is all ones
 * @param decoderConvs convolutions per decoder stage, deep to shallow, one entry less than stages
 */
public record UNetArchitecture(
    NetworkKind kind,
    List<Integer> features,
    List<Integer> blocks,
    List<List<Integer>> kernels,
    List<List<Integer>> strides,
    List<Integer> decoderConvs)
    implements Architecture {

  public UNetArchitecture {
    features = List.copyOf(features);
    blocks = List.copyOf(blocks);
    kernels = List.copyOf(kernels);
    strides = List.copyOf(strides);
    decoderConvs = List.copyOf(decoderConvs);
    int stages = features.size();
    if (stages < 2
        || blocks.size() != stages
        || kernels.size() != stages
        || strides.size() != stages
        || decoderConvs.size() != stages - 1) {
      throw new BadInputException(
          "an architecture of "
              + stages
              + " stages needs as many blocks, kernels and strides, and one decoder stage"
              + " less; got "
              + blocks.size()
              + ", "
              + kernels.size()
              + ", "
              + strides.size()
              + " and "
              + decoderConvs.size()
              + ".");
    }
    positive("features", features);
    positive("blocks", blocks);
    positive("decoder convolutions", decoderConvs);
    kernels.forEach(kernel -> positive("kernels", kernel));
    strides.forEach(stride -> positive("strides", stride));
  }

  private static void positive(String what, List<Integer> values) {
    if (values.stream().anyMatch(value -> value < 1)) {
      throw new BadInputException(
          "an architecture's " + what + " must be at least 1, but are " + values + ".");
    }
  }

  /**
   * A network that must be a U-Net.
   *
   * @throws BadInputException if it is another
   */
  public static UNetArchitecture of(Architecture architecture) {
    if (architecture instanceof UNetArchitecture unet) {
      return unet;
    }
    throw new BadInputException(
        "a U-Net is needed here, but the network is " + architecture.words() + ".");
  }

  @Override
  public NetworkFamily family() {
    return NetworkFamily.U_NET;
  }

  @Override
  public String className() {
    return kind.className();
  }

  @Override
  public String words() {
    int least = Collections.min(features);
    int most = Collections.max(features);
    return className()
        + ", "
        + stages()
        + " stages, "
        + (least == most ? "" : least + "-")
        + most
        + (most == 1 ? " channel" : " channels");
  }

  @Override
  public UNetArchitecture forPatch(int... patch) {
    return this;
  }

  /** The kernel of a stage, {@code [D, H, W]}. */
  public int[] kernel(int stage) {
    return kernels.get(stage).stream().mapToInt(Integer::intValue).toArray();
  }

  @Override
  public int[] stride(int stage) {
    return strides.get(stage).stream().mapToInt(Integer::intValue).toArray();
  }
}
