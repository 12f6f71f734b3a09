package org.voxelbench.preparation.preprocess;

import java.nio.file.Path;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.safetensors.Safetensors;

/** The tensors of a golden safetensors file. */
public record GoldenTensors(Safetensors file) {

  public static GoldenTensors read(Path file) {
    return new GoldenTensors(Safetensors.read(file));
  }

  public int[] shape(String name) {
    return file.tensors().get(name).shape();
  }

  public float[] floats(String name) {
    return file.tensors().get(name).floats();
  }

  /** The values of an integer tensor. */
  public short[] shorts(String name) {
    NdArray array = file.tensors().get(name);
    short[] shorts = new short[array.size()];
    for (int i = 0; i < shorts.length; i++) {
      shorts[i] = (short) array.at(i);
    }
    return shorts;
  }
}
