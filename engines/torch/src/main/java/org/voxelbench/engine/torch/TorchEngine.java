package org.voxelbench.engine.torch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch_cuda;
import org.voxelbench.engine.Batch;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.EngineInfo;
import org.voxelbench.engine.Gradients;
import org.voxelbench.engine.Inference;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Optimizer;
import org.voxelbench.engine.PatchMean;
import org.voxelbench.engine.PeakMemory;
import org.voxelbench.engine.Program;
import org.voxelbench.engine.Training;
import org.voxelbench.engine.Weights;
import org.voxelbench.engine.energy.EnergyMeter;
import org.voxelbench.engine.ranks.Ranks;
import org.voxelbench.engine.torch.ops.Differentiation;
import org.voxelbench.engine.torch.ops.HostCopies;
import org.voxelbench.engine.torch.ops.NativeScope;
import org.voxelbench.engine.torch.ranks.Rank;
import org.voxelbench.engine.torch.ranks.RankTeam;

/** LibTorch on one device. */
final class TorchEngine implements Engine {

  private final EngineInfo info;
  private final Optional<OpenCard> card;
  private final EnergyMeter energy;
  private final RankTeam team;
  private final TorchContext context;
  private Device device;

  TorchEngine(TorchDevice where, EngineInfo info, Ranks ranks) {
    this.info = info;
    torch.set_num_threads(info.threads());
    try (NativeScope scope = new NativeScope(false)) {
      card =
          where.cuda()
              ? Optional.of(new OpenCard(where.index(), ranks.here().size() == 1))
              : Optional.empty();
      device = new Device(where.toString()).retainReference();
    } catch (RuntimeException e) {
      throw NativeScope.translate(e, "opening " + where);
    }
    energy = EnergyMeter.of(info.device());
    team = new RankTeam(ranks, where.cuda(), () -> beginThread(where));
    context = new TorchContext(device, info.precision(), card.map(OpenCard::copies), team);
  }

  /** LibTorch keeps the device, and OpenMP its number of threads, per thread. */
  private void beginThread(TorchDevice where) {
    torch.set_num_threads(info.threads());
    if (where.cuda()) {
      torch_cuda.set_device((byte) where.index());
    }
  }

  @Override
  public EngineInfo info() {
    return info;
  }

  @Override
  public Ranks ranks() {
    return team.ranks();
  }

  @Override
  public double[][] gather(double... own) {
    try (NativeScope scope = new NativeScope(false)) {
      return team.gather(own);
    }
  }

  @Override
  public Map<String, String> facts() {
    return card.map(OpenCard::facts).orElse(Map.of());
  }

  @Override
  public List<String> warnings() {
    return card.map(open -> open.warnings(info.precision())).orElse(List.of());
  }

  @Override
  public Weights weights(Map<String, NdArray> initial) {
    return new TorchWeights(context, initial);
  }

  @Override
  public Batch stage(Map<String, NdArray> inputs) {
    return TorchBatch.whole(context, inputs);
  }

  @Override
  public Batch stageRanks(List<Map<String, NdArray>> shares) {
    return TorchBatch.ofRanks(context, shares);
  }

  @Override
  public Training training(
      Program objective, Weights weights, Set<String> trainable, Optimizer optimizer) {
    return new TorchTraining(
        context, objective, TorchWeights.own(weights, context), trainable, optimizer);
  }

  @Override
  public Inference inference(Program program, Weights weights) {
    // What a training needed more than the program will counts as free from now on.
    if (card.isPresent()) {
      OpenCard.releaseCache();
    }
    return new TorchInference(context, program, TorchWeights.own(weights, context));
  }

  @Override
  public Optional<PatchMean> patchMean(int channels, int[] volume, NdArray weights) {
    return Optional.of(new TorchPatchMean(context, channels, volume, weights));
  }

  @Override
  public Gradients gradients(Program objective, Weights weights, Batch batch) {
    try (NativeScope scope = new NativeScope(true)) {
      Map<String, Tensor> staged = TorchBatch.own(batch, context).inputs();
      Map<String, Tensor> values = TorchWeights.own(weights, context).values();
      Map<String, Tensor> inputLeaves = Differentiation.leaves(staged, staged.keySet());
      Map<String, Tensor> weightLeaves = Differentiation.leaves(values, values.keySet());
      Evaluation evaluation =
          new RehearsedProgram(objective, context).run(inputLeaves, weightLeaves, Rank.ONLY);
      Tensor loss = evaluation.loss();
      Map<String, Tensor> all = new LinkedHashMap<>();
      weightLeaves.forEach((name, leaf) -> all.put("weight " + name, leaf));
      inputLeaves.forEach((name, leaf) -> all.put("input " + name, leaf));
      Map<String, Tensor> found = Differentiation.gradients(loss, all, evaluation.tape());
      return new Gradients(
          loss.item_double(),
          onHost("weight ", weightLeaves, found),
          onHost("input ", inputLeaves, found));
    } catch (RuntimeException e) {
      throw NativeScope.translate(e, "computing gradients");
    }
  }

  private static Map<String, NdArray> onHost(
      String prefix, Map<String, Tensor> leaves, Map<String, Tensor> gradients) {
    Map<String, NdArray> copies = new LinkedHashMap<>();
    leaves.forEach(
        (name, leaf) -> {
          Tensor gradient = gradients.get(prefix + name);
          copies.put(name, HostCopies.toHost(gradient == null ? torch.zeros_like(leaf) : gradient));
        });
    return copies;
  }

  @Override
  public long peakMemoryBytes() {
    return card.map(OpenCard::peakBytes)
        .orElseGet(() -> PeakMemory.ofProcess(Pointer::physicalBytes));
  }

  @Override
  public boolean resetPeakMemory() {
    try {
      card.ifPresent(OpenCard::resetPeak);
    } catch (RuntimeException e) {
      throw NativeScope.translate(
          e, "asking the card, which a failure before this may have ended: start again to go on");
    }
    return PeakMemory.reset();
  }

  @Override
  public OptionalLong freeMemoryBytes() {
    return card.stream().mapToLong(OpenCard::freeBytes).findFirst();
  }

  @Override
  public double energyJoules() {
    return energy.joules();
  }

  @Override
  public void close() {
    energy.close();
    team.close();
    if (device != null) {
      card.ifPresent(OpenCard::close);
      device.releaseReference();
      device = null;
    }
  }
}
