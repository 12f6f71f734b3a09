package org.voxelbench.harness.selftest;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.EngineException;
import org.voxelbench.engine.EngineOptions;
import org.voxelbench.engine.EngineProvider;
import org.voxelbench.engine.Gradients;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Precision;
import org.voxelbench.harness.device.Engines;
import org.voxelbench.training.loop.Interruption;

/** Engines that are right but for one thing, and subjects of them. */
final class Fakes {

  private Fakes() {}

  static EngineProvider torch() {
    return Engines.installed().all().stream()
        .filter(provider -> provider.id().equals("torch"))
        .findFirst()
        .orElseThrow();
  }

  static Subject subject(EngineProvider provider) {
    return new Subject(provider, "cpu", Precision.FP32, 1);
  }

  /** A provider of that id, which serves the CPU in fp32 only. */
  static EngineProvider provider(String id, UnaryOperator<Engine> change) {
    return new EngineProvider() {

      @Override
      public String id() {
        return id;
      }

      @Override
      public String description() {
        return id;
      }

      @Override
      public boolean builtForCuda() {
        return false;
      }

      @Override
      public Optional<String> unavailable(String device) {
        return device.equals("cpu") ? Optional.empty() : Optional.of("it knows the CPU alone");
      }

      @Override
      public Engine open(EngineOptions options) {
        if (options.precision().equals(Optional.of(Precision.BF16))) {
          throw new EngineException(id + " has no bf16.");
        }
        return change.apply(torch().open(options));
      }
    };
  }

  /** An engine one of whose methods does something else. */
  private static Engine changed(Engine engine, String method, InvocationHandler instead) {
    return (Engine)
        Proxy.newProxyInstance(
            Fakes.class.getClassLoader(),
            new Class<?>[] {Engine.class},
            (proxy, called, arguments) ->
                called.getName().equals(method)
                    ? instead.invoke(proxy, called, arguments)
                    : call(engine, called, arguments));
  }

  private static Object call(Engine engine, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(engine, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** Reads its inputs in TF32, of 10 bits behind the point, without saying so. */
  static Engine inTf32(Engine engine) {
    return changed(
        engine,
        "stage",
        (proxy, method, arguments) -> {
          Map<String, NdArray> rounded = new HashMap<>();
          @SuppressWarnings("unchecked")
          Map<String, NdArray> inputs = (Map<String, NdArray>) arguments[0];
          inputs.forEach((name, array) -> rounded.put(name, tf32(array)));
          return engine.stage(rounded);
        });
  }

  private static NdArray tf32(NdArray array) {
    float[] values = array.floats().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.intBitsToFloat((Float.floatToRawIntBits(values[i]) + 0x1000) & ~0x1fff);
    }
    return NdArray.of(array.shape(), values);
  }

  /** Changes the first gradient of each op by a factor, which may differ from call to call. */
  static Engine withGradients(Engine engine, UnaryOperator<Double> factor) {
    return changed(
        engine,
        "gradients",
        (proxy, method, arguments) -> {
          Gradients right = (Gradients) call(engine, method, arguments);
          Map<String, NdArray> inputs = new HashMap<>(right.inputs());
          NdArray x = inputs.get("x");
          float[] values = x.floats().clone();
          values[0] = (float) (double) factor.apply((double) values[0]);
          inputs.put("x", NdArray.of(x.shape(), values));
          return new Gradients(right.loss(), right.weights(), inputs);
        });
  }

  /** A section of one check. */
  static Section section(String name, java.util.function.Supplier<Finding> check) {
    return new Section() {

      @Override
      public String name() {
        return name;
      }

      @Override
      public double share() {
        return 1;
      }

      @Override
      public void check(Subject subject, Engine engine, Checks checks) {
        checks.run("check of " + name, check);
      }
    };
  }

  static Interruption noInterruption() {
    return new Interruption();
  }
}
