package org.voxelbench.engine.nd4j.trace;

import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.Op;
import org.nd4j.linalg.api.ops.impl.scalar.RectifiedLinear;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarAdd;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarMax;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarMin;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarMultiplication;
import org.nd4j.linalg.api.ops.impl.scalar.Step;
import org.nd4j.linalg.api.ops.impl.transforms.floating.Sqrt;
import org.nd4j.linalg.api.ops.impl.transforms.same.Abs;
import org.nd4j.linalg.api.ops.impl.transforms.same.Sign;
import org.nd4j.linalg.api.ops.impl.transforms.same.Square;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Erf;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Exp;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Log;
import org.voxelbench.engine.OpChecks;
import org.voxelbench.engine.Shapes;
import org.voxelbench.engine.Tensor;

/** Elementwise ops with broadcasting. */
interface ElementwiseOps extends TraceOps {

  private TracedTensor[] both(TracedTensor a, TracedTensor b) {
    return new TracedTensor[] {a, b};
  }

  private TracedTensor[] one(TracedTensor gradient) {
    return new TracedTensor[] {gradient};
  }

  private TracedTensor binary(String op, Tensor a, Tensor b, Derivative derivative) {
    int[] shape = Shapes.stretched(op, a, b);
    return trace().elementwise(op, NativeKernel.of(name(op)), shape, derivative, own(a), own(b));
  }

  private static String name(String op) {
    return switch (op) {
      case "sub" -> "subtract";
      case "mul" -> "multiply";
      case "div" -> "divide";
      case "max" -> "maximum";
      case "min" -> "minimum";
      default -> op;
    };
  }

  private TracedTensor unary(
      String op, BiFunction<INDArray, INDArray, Op> kernel, Tensor x, Derivative derivative) {
    return trace().elementwise(op, Kernel.transform(kernel), x.shape(), derivative, own(x));
  }

  @Override
  default TracedTensor unstretched(TracedTensor gradient, Tensor operand) {
    int[] from = operand.shape();
    int[] to = gradient.shape();
    if (own(operand).hasShape(to)) {
      return gradient;
    }
    int lead = to.length - from.length;
    int[] stretched =
        IntStream.range(0, to.length)
            .filter(i -> to[i] != 1 && (i < lead || from[i - lead] == 1))
            .toArray();
    TracedTensor summed = stretched.length == 0 ? gradient : sum(gradient, true, stretched);
    return reshape(summed, from);
  }

  @Override
  default TracedTensor add(Tensor a, Tensor b) {
    return binary("add", a, b, g -> both(unstretched(g, a), unstretched(g, b)));
  }

  @Override
  default TracedTensor sub(Tensor a, Tensor b) {
    return binary("sub", a, b, g -> both(unstretched(g, a), neg(unstretched(g, b))));
  }

  @Override
  default TracedTensor mul(Tensor a, Tensor b) {
    return binary("mul", a, b, g -> both(unstretched(mul(g, b), a), unstretched(mul(g, a), b)));
  }

  @Override
  default TracedTensor div(Tensor a, Tensor b) {
    return binary(
        "div",
        a,
        b,
        g -> {
          TracedTensor byA = div(g, b);
          return both(unstretched(byA, a), neg(unstretched(mul(byA, div(a, b)), b)));
        });
  }

  /** One half of 1 plus the sign: 1 where positive, 1/2 at zero, 0 where negative. */
  private TracedTensor halfStep(TracedTensor x) {
    return mul(add(unary("sign", Sign::new, x, null), 1), 0.5);
  }

  @Override
  default TracedTensor max(Tensor a, Tensor b) {
    return binary(
        "max",
        a,
        b,
        g ->
            both(
                unstretched(mul(g, halfStep(sub(a, b))), a),
                unstretched(mul(g, halfStep(sub(b, a))), b)));
  }

  @Override
  default TracedTensor min(Tensor a, Tensor b) {
    return binary(
        "min",
        a,
        b,
        g ->
            both(
                unstretched(mul(g, halfStep(sub(b, a))), a),
                unstretched(mul(g, halfStep(sub(a, b))), b)));
  }

  @Override
  default TracedTensor add(Tensor a, double b) {
    return unary("add", (x, z) -> new ScalarAdd(x, null, z, b), a, this::one);
  }

  @Override
  default TracedTensor mul(Tensor a, double b) {
    return unary(
        "scale", (x, z) -> new ScalarMultiplication(x, null, z, b), a, g -> one(mul(g, b)));
  }

  @Override
  default TracedTensor neg(Tensor x) {
    return mul(x, -1);
  }

  @Override
  default TracedTensor exp(Tensor x) {
    TracedTensor[] y = new TracedTensor[1];
    y[0] = unary("exp", Exp::new, x, g -> one(mul(g, y[0])));
    return y[0];
  }

  @Override
  default TracedTensor log(Tensor x) {
    return unary("log", Log::new, x, g -> one(div(g, x)));
  }

  @Override
  default TracedTensor sqrt(Tensor x) {
    TracedTensor[] y = new TracedTensor[1];
    y[0] = unary("sqrt", Sqrt::new, x, g -> one(mul(div(g, y[0]), 0.5)));
    return y[0];
  }

  @Override
  default TracedTensor square(Tensor x) {
    return unary("square", Square::new, x, g -> one(mul(mul(g, x), 2)));
  }

  @Override
  default TracedTensor abs(Tensor x) {
    return unary("abs", Abs::new, x, g -> one(mul(g, unary("sign", Sign::new, x, null))));
  }

  /** 1 where positive, else 0. */
  private TracedTensor step(Tensor x) {
    return unary("step", (v, z) -> new Step(v, z, 0), x, null);
  }

  @Override
  default TracedTensor relu(Tensor x) {
    TracedTensor[] y = new TracedTensor[1];
    y[0] = unary("relu", (v, z) -> new RectifiedLinear(v, z, 0), x, g -> one(mul(g, step(y[0]))));
    return y[0];
  }

  /**
   * From a scaling and a maximum, and its gradient from a step: libnd4j's own leaky ReLU takes
   * thirty times as long.
   */
  @Override
  default TracedTensor leakyRelu(Tensor x, double slope) {
    if (!(slope > 0 && slope < 1)) {
      return sub(relu(x), mul(relu(neg(x)), slope));
    }
    TracedTensor[] y = new TracedTensor[1];
    Derivative derivative =
        g -> {
          // The result has the operand's sign, and is kept for its readers in any case.
          TracedTensor slopes =
              unary("atLeast", (v, z) -> new ScalarMax(v, null, z, slope), step(y[0]), null);
          return both(mul(g, slopes), null);
        };
    y[0] = binary("max", x, mul(x, slope), derivative);
    return y[0];
  }

  @Override
  default TracedTensor sigmoid(Tensor x) {
    TracedTensor[] y = new TracedTensor[1];
    y[0] =
        trace()
            .elementwise(
                "sigmoid",
                NativeKernel.of("sigmoid"),
                x.shape(),
                g -> one(mul(g, mul(y[0], add(neg(y[0]), 1)))),
                own(x));
    return y[0];
  }

  /** {@code max(x, 0) + log(1 + exp(-|x|))}, of which the exponent can't overflow. */
  @Override
  default TracedTensor softplus(Tensor x) {
    TracedTensor value = add(relu(x), log(add(exp(neg(abs(x))), 1)));
    return differentiated("softplus", value, g -> one(mul(g, sigmoid(x))), own(x));
  }

  @Override
  default TracedTensor gelu(Tensor x) {
    TracedTensor below = mul(add(unary("erf", Erf::new, mul(x, Math.sqrt(0.5)), null), 1), 0.5);
    Derivative derivative =
        g -> {
          TracedTensor density = mul(exp(mul(square(x), -0.5)), 1 / Math.sqrt(2 * Math.PI));
          return one(mul(g, add(below, mul(x, density))));
        };
    return differentiated("gelu", mul(x, below), derivative, own(x));
  }

  @Override
  default TracedTensor silu(Tensor x) {
    return mul(x, sigmoid(x));
  }

  @Override
  default TracedTensor clamp(Tensor x, double low, double high) {
    OpChecks.clamp(x, low, high);
    TracedTensor raised = unary("atLeast", (v, z) -> new ScalarMax(v, null, z, low), x, null);
    TracedTensor value = unary("atMost", (v, z) -> new ScalarMin(v, null, z, high), raised, null);
    return differentiated("clamp", value, g -> one(mul(g, equal(x, value))), own(x));
  }

  @Override
  default TracedTensor equal(Tensor a, Tensor b) {
    int[] shape = Shapes.stretched("equal", a, b);
    TracedTensor truth =
        trace().typed("equal", NativeKernel.of("equals"), DataType.BOOL, shape, own(a), own(b));
    return cast(truth);
  }

  @Override
  default TracedTensor cast(TracedTensor x) {
    Kernel kernel = NativeKernel.of("cast", trace().type().toInt());
    return trace().op("cast", kernel, x.shape(), null, x);
  }

  @Override
  default TracedTensor stopGradient(Tensor x) {
    return trace().alias("stopGradient", own(x), x.shape(), null);
  }

  @Override
  default TracedTensor fullPrecision(Tensor x) {
    return own(x);
  }

  @Override
  default TracedTensor castLike(Tensor x, Tensor other) {
    return own(x);
  }
}
