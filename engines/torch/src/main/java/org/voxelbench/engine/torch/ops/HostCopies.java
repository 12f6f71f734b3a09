package org.voxelbench.engine.torch.ops;

import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.bytedeco.pytorch.global.torch_cuda;
import org.voxelbench.engine.EngineException;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Shapes;

/**
 * Copies between arrays on the host and tensors on a device.
 *
 * @param device the device
 * @param type the type of the tensors: 32-bit or 64-bit floats
 */
public record HostCopies(Device device, ScalarType type) {

  /** A new tensor on the device with the array's values. */
  public Tensor toDevice(NdArray array) {
    return toDevice(array, array.isDouble() ? ScalarType.Double : ScalarType.Float);
  }

  private Tensor toDevice(NdArray array, ScalarType held) {
    if (device.is_cuda()) {
      // Pinned memory opens a context on the thread's device, which is the first one until set.
      torch_cuda.set_device(device.index());
    }
    TensorOptions options =
        new TensorOptions(held).pinned_memory(new BoolOptional(device.is_cuda()));
    Tensor host = torch.empty(Shapes.longs(array.shape()), options, new MemoryFormatOptional());
    if (array.size() > 0) {
      if (held == ScalarType.Double) {
        host.data_ptr_double().put(array.doubles());
      } else {
        host.data_ptr_float().put(array.floats());
      }
    }
    // From pinned memory the copy is asynchronous; LibTorch keeps the memory until it is done.
    return host.to(device, type, true, false, new MemoryFormatOptional());
  }

  /** What makes a new tensor one of the device and its type. */
  public TensorOptions options() {
    return new TensorOptions(type).device(new DeviceOptional(device));
  }

  /** A new scalar on the device. */
  public Tensor scalar(double value) {
    return torch.full(new long[0], new org.bytedeco.pytorch.Scalar(value), options());
  }

  /** New zeros on the device. */
  public Tensor zeros(int... shape) {
    return torch.zeros(Shapes.longs(shape), options());
  }

  /** The tensor's values on the host: 64-bit floats if it holds such, else 32-bit floats. */
  public static NdArray toHost(Tensor tensor) {
    int[] shape = TorchTensor.shapeOf(tensor);
    long size = NdArray.size(shape);
    if (size > Integer.MAX_VALUE - 8) {
      throw new EngineException(
          "a result holds " + size + " values, more than a Java array can; ask for a part of it.");
    }
    boolean wide = TorchTensor.is(tensor, ScalarType.Double);
    Tensor host =
        tensor.detach().cpu().to(wide ? ScalarType.Double : ScalarType.Float).contiguous();
    if (wide) {
      double[] values = new double[(int) size];
      if (size > 0) {
        host.data_ptr_double().get(values);
      }
      return NdArray.of(shape, values);
    }
    float[] values = new float[(int) size];
    if (size > 0) {
      host.data_ptr_float().get(values);
    }
    return NdArray.of(shape, values);
  }
}
