package org.voxelbench.engine.torch.ranks;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacpp.chrono.Milliseconds;
import org.bytedeco.pytorch.Backend;
import org.bytedeco.pytorch.FileStore;
import org.bytedeco.pytorch.GlooDeviceVector;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.ProcessGroupGloo;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.Work;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.bytedeco.pytorch.gloo.Device;
import org.bytedeco.pytorch.nccl.ProcessGroupNCCL;
import org.voxelbench.engine.Shapes;
import org.voxelbench.engine.ranks.LostProcessException;
import org.voxelbench.engine.ranks.Ranks;
import org.voxelbench.engine.torch.ops.NativeScope;
import org.voxelbench.engine.torch.ops.TorchTensor;

/**
 * Processes of one host that speak by c10d: Gloo for what is on the host, NCCL for what is on a
 * card if this LibTorch has it.
 *
 * <p>They meet at the first call. What is gathered is joined in the order of the processes, never
 * added up on the way, so that sums have an order of their own.
 */
final class Collectives implements AutoCloseable {

  private static final String LOOPBACK = "127.0.0.1";

  private final Ranks ranks;
  private final boolean onCard;

  /** What groups were made of: they go on using it, and hold no references of their own to it. */
  private final Deque<Pointer> parts = new ArrayDeque<>();

  private Backend host;
  private Backend card;

  /**
   * @param onCard whether tensors lie on a card
   */
  Collectives(Ranks ranks, boolean onCard) {
    this.ranks = ranks;
    this.onCard = onCard;
  }

  private void meet() {
    if (host != null) {
      return;
    }
    Path meeting = ranks.meeting().orElseThrow();
    Arrivals.await(ranks, meeting);
    Milliseconds patience = new Milliseconds(ranks.timeout().toMillis());
    FileStore store = store(meeting.toString(), patience);
    ProcessGroupGloo.Options options = kept(ProcessGroupGloo.Options.create(patience));
    Device loopback = kept(ProcessGroupGloo.createDeviceForHostname(LOOPBACK));
    options.devices(kept(new GlooDeviceVector(loopback)));
    Backend gloo = new ProcessGroupGloo(store, ranks.process(), ranks.processes(), options);
    if (onCard) {
      card = nccl(meeting, patience);
    }
    host = gloo.retainReference();
  }

  /** Null where LibTorch was built without it: then values go by the host. */
  private Backend nccl(Path meeting, Milliseconds patience) {
    try {
      FileStore store = store(meeting + "-nccl", patience);
      ProcessGroupNCCL.Options options = kept(ProcessGroupNCCL.Options.create());
      options.timeout(patience);
      Backend group = new ProcessGroupNCCL(store, ranks.process(), ranks.processes(), options);
      return group.retainReference();
    } catch (LinkageError e) {
      return null;
    }
  }

  private FileStore store(String file, Milliseconds patience) {
    FileStore store = kept(new FileStore(file, ranks.processes()));
    store.setTimeout(patience);
    return store;
  }

  private <P extends Pointer> P kept(P part) {
    parts.push(part.retainReference());
    return part;
  }

  /** The numbers of all processes, in their order. */
  double[][] gather(double[] own) {
    try (NativeScope scope = NativeScope.within(false)) {
      meet();
      TensorOptions wide = new TensorOptions(ScalarType.Double);
      Tensor mine = torch.empty(new long[] {own.length}, wide, new MemoryFormatOptional());
      mine.data_ptr_double().put(own);
      double[] all = new double[ranks.processes() * own.length];
      new Travelling(mine).use(there -> there.data_ptr_double().get(all));
      return IntStream.range(0, ranks.processes())
          .mapToObj(each -> Arrays.copyOfRange(all, each * own.length, (each + 1) * own.length))
          .toArray(double[][]::new);
    } catch (RuntimeException e) {
      throw silent(e);
    }
  }

  /**
   * Begins to gather values of the engine's device.
   *
   * @param own {@code [n, ...]}, contiguous, of one shape in all processes
   */
  Travelling begin(Tensor own) {
    try {
      meet();
      return new Travelling(own);
    } catch (RuntimeException e) {
      throw silent(e);
    }
  }

  private LostProcessException silent(RuntimeException e) {
    if (e instanceof LostProcessException known) {
      return known;
    }
    return new LostProcessException(
        "another process of this training is gone, or gave no answer within "
            + ranks.timeout().toSeconds()
            + " s ("
            + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
            + ").",
        e);
  }

  @Override
  public void close() {
    if (card != null) {
      card.releaseReference();
      card = null;
    }
    if (host != null) {
      host.releaseReference();
      host = null;
    }
    parts.forEach(Pointer::releaseReference);
    parts.clear();
  }

  /** Values on their way, under references of their own until they are used. */
  final class Travelling {

    private final org.bytedeco.pytorch.Device device;
    private final Tensor all;
    private final Work work;

    private Travelling(Tensor own) {
      device = own.device();
      boolean byHost = own.is_cuda() && card == null;
      try (PointerScope temporaries = new PointerScope()) {
        Tensor sent = byHost ? own.cpu() : own;
        long[] shape = Shapes.longs(TorchTensor.shapeOf(own));
        shape[0] *= ranks.processes();
        all = torch.empty(shape, sent.options(), new MemoryFormatOptional()).retainReference();
        work = (own.is_cuda() && !byHost ? card : host)._allgather_base(all, sent);
        work.retainReference();
      }
    }

    /** Waits, uses the values of all processes, joined along the first axis, and frees them. */
    void use(Consumer<Tensor> user) {
      try (PointerScope temporaries = new PointerScope()) {
        work._wait(new Milliseconds(ranks.timeout().toMillis()));
        user.accept(all.to(device, all.scalar_type()));
      } catch (RuntimeException e) {
        throw silent(e);
      } finally {
        work.releaseReference();
        all.releaseReference();
      }
    }
  }
}
