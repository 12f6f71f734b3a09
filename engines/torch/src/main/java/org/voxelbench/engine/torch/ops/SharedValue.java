package org.voxelbench.engine.torch.ops;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * A value that is read several times, each time as a leaf of its own.
 *
 * <p>A single leaf wouldn't do: autograd may keep a view of one gradient in two leaves, and what a
 * later pass adds to the one is then in the other, too (PyTorch 2.10).
 */
final class SharedValue implements TapeEntry {

  private final Tensor value;
  private final PointerScope scope;
  private final List<Tensor> readings = new ArrayList<>();

  SharedValue(Tensor value, PointerScope scope) {
    this.value = value;
    this.scope = scope;
    scope.attach(value);
  }

  Tensor read() {
    Tensor reading = value.detach();
    reading.set_requires_grad(true);
    scope.attach(reading);
    readings.add(reading);
    return reading;
  }

  /** The sum of the gradients by the readings, which are given up; undefined if there are none. */
  Tensor takenGradient() {
    Tensor sum = new Tensor();
    boolean own = false;
    for (Tensor reading : readings) {
      Tensor gradient = Tape.takenFrom(reading);
      scope.detach(reading);
      if (!gradient.defined()) {
        continue;
      }
      if (!sum.defined()) {
        sum = gradient;
      } else if (own) {
        sum.add_(gradient);
      } else {
        sum = sum.add(gradient);
        own = true;
      }
    }
    readings.clear();
    return sum;
  }

  @Override
  public void goBack(LeafGradients gradients) {
    Tensor gradient = takenGradient();
    if (gradient.defined()) {
      Tape.passOn(value, gradient);
    }
    scope.detach(value);
  }
}
