package org.voxelbench.engine.torch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.voxelbench.engine.EngineException;
import org.voxelbench.engine.Graph;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Shapes;
import org.voxelbench.engine.torch.ops.ClassMapOps;
import org.voxelbench.engine.torch.ops.ElementwiseOps;
import org.voxelbench.engine.torch.ops.HostCopies;
import org.voxelbench.engine.torch.ops.ReductionOps;
import org.voxelbench.engine.torch.ops.ShapeOps;
import org.voxelbench.engine.torch.ops.Tape;
import org.voxelbench.engine.torch.ops.TokenOps;
import org.voxelbench.engine.torch.ops.TorchTensor;
import org.voxelbench.engine.torch.ops.VolumeOps;
import org.voxelbench.engine.torch.ranks.Rank;

/**
 * One eager run of a program: every op computes at once, and autograd records it if it is on.
 *
 * <p>What an op makes on its way is freed when it is done, a value after its last reader, and all
 * the others on close.
 */
final class TorchGraph
    implements Graph,
        ElementwiseOps,
        ReductionOps,
        ShapeOps,
        VolumeOps,
        ClassMapOps,
        TokenOps,
        AutoCloseable {

  private final HostCopies copies;
  private final Map<String, Tensor> inputs;
  private final Map<String, Tensor> weights;
  private final Lifetimes lifetimes;
  private final Tape tape;
  private final Rank rank;
  private final Map<String, TorchTensor> given = new HashMap<>();
  private final List<TorchTensor> computed = new ArrayList<>();
  private PointerScope temporaries = new PointerScope();

  TorchGraph(
      HostCopies copies,
      Map<String, Tensor> inputs,
      Map<String, Tensor> weights,
      Lifetimes lifetimes,
      Tape tape,
      Rank rank) {
    this.copies = copies;
    this.inputs = inputs;
    this.weights = weights;
    this.lifetimes = lifetimes;
    this.tape = tape;
    this.rank = rank;
  }

  @Override
  public org.voxelbench.engine.Tensor input(String name) {
    return given("input", name, inputs);
  }

  @Override
  public boolean hasInput(String name) {
    return inputs.containsKey(name);
  }

  @Override
  public org.voxelbench.engine.Tensor weight(String name) {
    return given("weight", name, weights);
  }

  @Override
  public boolean hasWeight(String name) {
    return weights.containsKey(name);
  }

  private TorchTensor given(String kind, String name, Map<String, Tensor> from) {
    Tensor value = from.get(name);
    if (value == null) {
      throw missing(kind, name, from.keySet());
    }
    tape.given(value);
    return given.computeIfAbsent(
        kind + ' ' + name, key -> new TorchTensor(value, TorchTensor.GIVEN, false));
  }

  static EngineException missing(String kind, String name, Set<String> names) {
    return new EngineException(
        "the program asks for the " + kind + " '" + name + "', but there are only " + names + ".");
  }

  @Override
  public org.voxelbench.engine.Tensor constant(NdArray value) {
    return result(copies.toDevice(value));
  }

  @Override
  public org.voxelbench.engine.Tensor scalar(double value) {
    return result(copies.scalar(value));
  }

  @Override
  public int ranks() {
    return rank.count();
  }

  @Override
  public org.voxelbench.engine.Tensor gatherRanks(org.voxelbench.engine.Tensor x) {
    if (rank.count() == 1) {
      return x;
    }
    if (x.shape().length == 0) {
      throw Shapes.misfit("gatherRanks", "a scalar has no axis to be joined along", x);
    }
    Tensor own = value(x);
    double[][] told = rank.gather(HostCopies.toHost(own).doubles());
    Tensor[] parts = new Tensor[told.length];
    for (int other = 0; other < told.length; other++) {
      parts[other] =
          other == rank.number()
              ? own
              : copies.toDevice(NdArray.of(x.shape(), told[other])).to(own.scalar_type());
    }
    return result(torch.cat(new TensorVector(parts), 0));
  }

  @Override
  public Tensor value(org.voxelbench.engine.Tensor x) {
    return tape.read(TorchTensor.own(x).value());
  }

  @Override
  public TorchTensor result(Tensor value) {
    return computed(value, false);
  }

  @Override
  public TorchTensor fresh(Tensor value) {
    return computed(value, !value.is_view());
  }

  @Override
  public Tape tape() {
    return tape;
  }

  @Override
  public boolean mayOverwrite(org.voxelbench.engine.Tensor x) {
    TorchTensor handle = TorchTensor.own(x);
    return handle.fresh() && lifetimes.readOnce().contains(handle.number());
  }

  private TorchTensor computed(Tensor value, boolean fresh) {
    int number = computed.size();
    TorchTensor handle = new TorchTensor(value, number, fresh).retained();
    temporaries.close();
    temporaries = new PointerScope();
    computed.add(handle);
    if (lifetimes.readAgain().contains(number)) {
      tape.shared(value);
    }
    lifetimes.endingAt(number).forEach(ended -> computed.get(ended).free());
    return handle;
  }

  @Override
  public void close() {
    temporaries.close();
    computed.forEach(TorchTensor::free);
  }
}
