package org.voxelbench.harness.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.voxelbench.engine.Batch;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.EngineOptions;
import org.voxelbench.engine.Graph;
import org.voxelbench.engine.Inference;
import org.voxelbench.engine.Ops;
import org.voxelbench.engine.Precision;
import org.voxelbench.engine.Weights;
import org.voxelbench.harness.selftest.ops.OpProgram;

/** The self-test's programs call every op that the contract has; a new op must get one. */
class OpCoverageTest {

  private static String signature(Method method) {
    return method.getName()
        + Arrays.stream(method.getParameterTypes())
            .map(Class::getSimpleName)
            .collect(Collectors.joining(", ", "(", ")"));
  }

  /** The graph, which notes what is called on it. */
  private static Graph noting(Graph graph, Set<String> called) {
    return (Graph)
        Proxy.newProxyInstance(
            Graph.class.getClassLoader(),
            new Class<?>[] {Graph.class},
            (proxy, method, arguments) -> {
              called.add(signature(method));
              try {
                return method.invoke(graph, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Test
  void everyOpHasAProgram() {
    Set<String> ops =
        Arrays.stream(Ops.class.getMethods())
            .map(OpCoverageTest::signature)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> called = new TreeSet<>();
    try (Engine engine = Fakes.torch().open(EngineOptions.cpu(Precision.FP32));
        Weights none = engine.weights(Map.of())) {
      for (OpProgram program : OpSuite.programs().get(Precision.FP32)) {
        try (Batch batch = engine.stage(program.inputs());
            Inference inference =
                engine.inference(
                    graph -> Map.of("y", program.op().apply(noting(graph, called))), none)) {
          inference.run(batch);
        }
      }
    }
    assertThat(called).containsAll(ops);
  }
}
