package org.voxelbench.engine.torch.cuda;

import java.util.List;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;

/** NVIDIA's libraries that LibTorch's CUDA build can't do without. */
final class CudaLibraries {

  /** What libtorch_cpu, libtorch_cuda, libtorch_cuda_linalg and JavaCPP's bridge are linked to. */
  private static final List<String> NEEDED =
      List.of(
          "libcudart.so.13",
          "libcupti.so.13",
          "libcublas.so.13",
          "libcublasLt.so.13",
          "libcudnn.so.9",
          "libcudnn_cnn.so.9",
          "libcudnn_adv.so.9",
          "libcudnn_ops.so.9",
          "libcudnn_graph.so.9",
          "libcufft.so.12",
          "libcufile.so.0",
          "libcurand.so.10",
          "libcusolver.so.12",
          "libcusolverMg.so.12",
          "libcusparse.so.12",
          "libnccl.so.2");

  /** Where LibTorch's own libraries look beside the system's folders and LD_LIBRARY_PATH. */
  private static final String TOOLKIT = "/usr/local/cuda/lib64/";

  private CudaLibraries() {}

  /** Those that the system's loader does not find. */
  static List<String> missing() {
    return missing(NEEDED);
  }

  static List<String> missing(List<String> names) {
    Loader.load(Pointer.class);
    return names.stream().filter(name -> !loads(name) && !loads(TOOLKIT + name)).toList();
  }

  private static boolean loads(String library) {
    try {
      Loader.loadGlobal(library);
      return true;
    } catch (UnsatisfiedLinkError e) {
      return false;
    }
  }
}
