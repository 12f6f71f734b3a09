package org.voxelbench.engine.torch.optimizer;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.CompilationUnit;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.QualifiedName;
import org.bytedeco.pytorch.global.torch;

/**
 * Functions in TorchScript, for ops that LibTorch's C++ interface has no name for.
 *
 * @param unit what they were compiled to, held for good
 */
record TorchScript(CompilationUnit unit) {

  /** Compiles them. */
  static TorchScript of(String source) {
    try (PointerScope temporaries = new PointerScope()) {
      return new TorchScript(torch.compile(source).retainReference());
    }
  }

  /** What a function gives, in the scope that is open. */
  IValue call(String function, IValue... arguments) {
    IValueVector values = new IValueVector();
    for (IValue argument : arguments) {
      values.push_back(argument);
    }
    return unit.find_function(new QualifiedName(function)).apply(values);
  }
}
