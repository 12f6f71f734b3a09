package org.voxelbench.engine.torch.ops;

import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Context;
import org.bytedeco.pytorch.GradMode;
import org.voxelbench.engine.EngineException;
import org.voxelbench.engine.NativeCallGate;

/**
 * One call into LibTorch: whatever native object is made while it is open is freed when it closes.
 *
 * <p>It also sets what LibTorch keeps per thread and puts it back: whether gradients are recorded,
 * and that the processor takes denormal numbers for zero (training with momentum makes many, and
 * they cost a hundred cycles each).
 */
public final class NativeScope implements AutoCloseable {

  /** What cuDNN, cuBLAS and their callers say for a shortage of memory that they don't name. */
  private static final List<String> SHORTAGES =
      List.of("unable to find an engine to execute this computation", "STATUS_ALLOC_FAILED");

  /** How many scopes each thread is in. */
  private static final ThreadLocal<int[]> DEPTH = ThreadLocal.withInitial(() -> new int[1]);

  private final boolean gated;
  private final PointerScope pointers;
  private final boolean gradientsBefore;

  public NativeScope(boolean gradients) {
    this(gradients, true);
  }

  private NativeScope(boolean gradients, boolean gated) {
    this.gated = gated;
    if (gated) {
      NativeCallGate.enter();
    }
    pointers = new PointerScope();
    gradientsBefore = GradMode.is_enabled();
    GradMode.set_enabled(gradients);
    if (DEPTH.get()[0]++ == 0) {
      Context.setFlushDenormal(true);
    }
  }

  /**
   * A call within one that another thread is in and waits for: at exit that one is waited for, and
   * a gate that closes must not keep this one out.
   */
  public static NativeScope within(boolean gradients) {
    return new NativeScope(gradients, false);
  }

  /**
   * What to throw for an exception that came out of LibTorch's C++ code; Java's own exceptions are
   * given back as they are.
   */
  public static RuntimeException translate(RuntimeException e, String doing) {
    // JavaCPP throws plain RuntimeExceptions for C++ ones, with the C++ stack in the message.
    if (e.getClass() != RuntimeException.class) {
      return e;
    }
    String message = String.valueOf(e.getMessage());
    return new EngineException(
        "LibTorch failed while "
            + doing
            + ": "
            + message.lines().findFirst().orElse("")
            + (SHORTAGES.stream().anyMatch(message::contains)
                ? " (which a card that is out of memory makes it say)"
                : ""),
        e);
  }

  @Override
  public void close() {
    if (--DEPTH.get()[0] == 0) {
      Context.setFlushDenormal(false);
    }
    GradMode.set_enabled(gradientsBefore);
    pointers.close();
    if (gated) {
      NativeCallGate.leave();
    }
  }
}
