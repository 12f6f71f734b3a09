package org.voxelbench.weights.numpy;

import org.voxelbench.weights.pickle.Arguments;
import org.voxelbench.weights.pickle.Globals;
import org.voxelbench.weights.pickle.Named;
import org.voxelbench.weights.pickle.PickleException;

/** The globals that pickles of NumPy's arrays and scalars name, of all versions since 1.0. */
public final class NumpyGlobals {

  private static final Named ARRAY = new Named("numpy.ndarray");

  private NumpyGlobals() {}

  /** Adds them to others. */
  public static void addTo(Globals globals) {
    globals
        .constant(ARRAY.name(), ARRAY)
        .function("numpy.dtype", NumpyType::of)
        .function("numpy.core.multiarray.scalar", NumpyScalar::of)
        .function("numpy.core.multiarray._reconstruct", NumpyGlobals::emptyArray)
        .function("numpy.core.numeric._frombuffer", NumpyArray::fromBuffer);
  }

  private static NumpyArray emptyArray(Arguments arguments) {
    if (!arguments.get(0, Named.class).equals(ARRAY)) {
      throw new PickleException("the pickle makes an array of another class than " + ARRAY.name());
    }
    return new NumpyArray();
  }
}
