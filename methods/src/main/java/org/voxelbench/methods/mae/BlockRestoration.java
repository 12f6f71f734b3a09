package org.voxelbench.methods.mae;

import java.util.List;
import java.util.Map;
import org.voxelbench.base.BadInputException;
import org.voxelbench.engine.Graph;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Tensor;
import org.voxelbench.preparation.plan.Architecture;
import org.voxelbench.preparation.plan.NetworkFamily;
import org.voxelbench.preparation.plan.UNetArchitecture;
import org.voxelbench.training.network.WeightShapes;
import org.voxelbench.training.pretext.Backbone;
import org.voxelbench.training.pretext.PretextBatch;
import org.voxelbench.training.pretext.PretextPatches;
import org.voxelbench.training.pretext.PretextTask;
import org.voxelbench.training.transfer.TransferScope;

/** Restoring masked blocks, by the dense network. */
record BlockRestoration(MaskedAutoencoder.Settings settings, boolean weighs)
    implements PretextTask {

  private static final String TOKEN = "mask_token";

  @Override
  public PretextTask on(Architecture network) {
    if (network.family() == NetworkFamily.U_NET) {
      return this;
    }
    if (!settings.skips() || settings.maskToken()) {
      throw new BadInputException(
          "mae: 'skips: false' and 'maskToken: true' are of U-Nets, but the network is "
              + network.words()
              + ", whose masked tokens are left out of its encoder; leave both settings out, or"
              + " take simmim.");
    }
    TokenRestoration.Rule rule =
        new TokenRestoration.Rule(
            "mae",
            settings.blockSize(),
            settings.maskRatio(),
            settings.error(),
            settings.lossVoxels(),
            settings.transfer());
    return TokenRestoration.dropping(rule, settings.decoderDepth()).on(network);
  }

  @Override
  public PretextTask weighted() {
    return new BlockRestoration(settings, true);
  }

  @Override
  public PretextPatches patches(int[] patch) {
    return new PretextPatches(1, patch, true, weighs);
  }

  @Override
  public WeightShapes weights(Architecture backbone) {
    WeightShapes.Builder own = WeightShapes.builder();
    if (settings.maskToken()) {
      own.token(TOKEN, 1, 1, 1, 1, 1);
    }
    if (!settings.skips()) {
      new BottleneckDecoder(UNetArchitecture.of(backbone)).declare(own);
    }
    return own.build();
  }

  @Override
  public boolean overRanks() {
    return true;
  }

  @Override
  public Map<String, NdArray> prepare(PretextBatch batch) {
    return MaskedImages.prepare(batch, settings.blockSize(), settings.maskRatio());
  }

  @Override
  public Tensor objective(Graph graph, Backbone backbone) {
    Tensor image = graph.input("image");
    Tensor visible = BlockMask.voxels(graph, graph.input("visible"), image);
    return settings
        .lossVoxels()
        .mean(
            graph,
            settings.error(),
            restore(graph, backbone),
            image,
            visible,
            WeightedMean.weights(graph, weighs));
  }

  private Tensor restore(Graph graph, Backbone backbone) {
    Tensor image = graph.input("image");
    Tensor visible = BlockMask.voxels(graph, graph.input("visible"), image);
    Tensor seen = graph.mul(image, visible);
    if (settings.maskToken()) {
      Tensor hidden = graph.add(graph.neg(visible), 1);
      seen = graph.add(seen, graph.mul(hidden, graph.weight(TOKEN)));
    }
    if (settings.skips()) {
      return graph.fullPrecision(backbone.forward(seen));
    }
    List<Tensor> features = backbone.encode(seen);
    BottleneckDecoder decoder = new BottleneckDecoder(UNetArchitecture.of(backbone.architecture()));
    return graph.fullPrecision(decoder.apply(graph, features.get(features.size() - 1)));
  }

  @Override
  public Map<String, Tensor> preview(Graph graph, Backbone backbone) {
    return Reconstruction.preview(graph, restore(graph, backbone), weighs);
  }

  @Override
  public TransferScope transfer() {
    return settings.transfer();
  }
}
