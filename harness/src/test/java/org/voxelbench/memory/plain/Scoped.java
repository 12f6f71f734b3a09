package org.voxelbench.memory.plain;

import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/** Local variables that C++ would free at the end of their block, and JavaCPP doesn't. */
final class Scoped {

  private Scoped() {}

  /** The result of a block, of which nothing else is kept but what autograd keeps. */
  static Tensor result(Supplier<Tensor> block) {
    PointerScope outer = PointerScope.getInnerScope();
    try (PointerScope inner = new PointerScope()) {
      Tensor result = block.get();
      outer.attach(result);
      return result;
    }
  }
}
