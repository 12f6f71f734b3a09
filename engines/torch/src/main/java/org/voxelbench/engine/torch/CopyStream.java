package org.voxelbench.engine.torch;

import java.util.Collection;
import org.bytedeco.pytorch.Stream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.cuda.CUDAEvent;
import org.bytedeco.pytorch.cuda.CUDAStream;
import org.bytedeco.pytorch.global.torch_cuda;
import org.voxelbench.engine.torch.ops.NativeScope;

/**
 * A stream of a CUDA device for copies from the host, so that they run beside the computation.
 *
 * <p>Any thread may put copies on it.
 */
final class CopyStream implements AutoCloseable {

  private final byte card;
  private CUDAStream stream;

  CopyStream(byte card) {
    this.card = card;
    try (NativeScope scope = new NativeScope(false)) {
      stream = torch_cuda.getStreamFromPool(false, card).retainReference();
    }
  }

  /** Runs what copies to the device, on this stream; to be called in a {@link NativeScope}. */
  Arrival copy(Runnable copies) {
    // LibTorch keeps device and stream per thread.
    torch_cuda.set_device(card);
    CUDAStream before = torch_cuda.getCurrentCUDAStream(card);
    torch_cuda.setCurrentCUDAStream(stream);
    try {
      copies.run();
      CUDAEvent copied = new CUDAEvent();
      copied.record(stream);
      return new Arrival(copied.retainReference());
    } finally {
      torch_cuda.setCurrentCUDAStream(before);
    }
  }

  @Override
  public void close() {
    if (stream != null) {
      stream.releaseReference();
      stream = null;
    }
  }

  /** The moment at which copies are on the device. */
  final class Arrival implements AutoCloseable {

    private final CUDAEvent copied;

    private Arrival(CUDAEvent copied) {
      this.copied = copied;
    }

    /**
     * Makes what this thread computes from now on begin after the copies; the host does not wait.
     *
     * <p>The tensors' memory belongs to the copying stream: it is told who reads it, so that a
     * later copy doesn't take it while it is still read.
     */
    void await(Collection<Tensor> tensors) {
      CUDAStream computing = torch_cuda.getCurrentCUDAStream(card);
      copied.block(computing);
      Stream reader = computing.unwrap();
      tensors.forEach(tensor -> tensor.record_stream(reader));
    }

    @Override
    public void close() {
      copied.releaseReference();
    }
  }
}
