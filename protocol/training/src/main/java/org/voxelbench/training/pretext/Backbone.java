package org.voxelbench.training.pretext;

import java.util.List;
import org.voxelbench.base.BadInputException;
import org.voxelbench.engine.Tensor;
import org.voxelbench.preparation.plan.Architecture;
import org.voxelbench.training.network.EncoderLayers;
import org.voxelbench.training.network.TokenEncoder;

/** The network that every method trains, within one run of a program. */
public interface Backbone {

  /** Its layout. */
  Architecture architecture();

  /**
   * Feature maps of all encoder stages.
   *
   * @param image {@code [N, C, D, H, W]}
   * @return one map per stage, shallow to deep
   */
  default List<Tensor> encode(Tensor image) {
    return encode(image, EncoderLayers.dense());
  }

  /** Feature maps as {@link #encode(Tensor)}, by other layers than the ordinary ones. */
  List<Tensor> encode(Tensor image, EncoderLayers layers);

  /**
   * The encoder's tokens, of a transformer.
   *
   * @throws org.voxelbench.base.BadInputException if the network has none
   */
  default TokenEncoder tokens() {
    throw new BadInputException(
        "a task on a transformer's tokens was given "
            + architecture().words()
            + ", which has none.");
  }

  /**
   * The decoder's output at full resolution, without activation.
   *
   * @param features one map per stage, shallow to deep
   * @return {@code [N, K, D, H, W]}
   */
  Tensor decode(List<Tensor> features);

  /** Encoder and decoder with skip connections. */
  default Tensor forward(Tensor image) {
    return decode(encode(image));
  }
}
