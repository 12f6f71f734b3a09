package org.voxelbench.engine.nd4j;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The plans of one program, by the shapes of its inputs; of those not used lately only some are
 * kept.
 */
final class ExecutionPlans implements AutoCloseable {

  private static final int MOST = 4;

  private final Function<Map<String, int[]>, PreparedProgram> maker;
  private final Map<String, PreparedProgram> plans = new LinkedHashMap<>(MOST, 0.75f, true);

  ExecutionPlans(Function<Map<String, int[]>, PreparedProgram> maker) {
    this.maker = maker;
  }

  PreparedProgram of(Map<String, int[]> shapes) {
    String key = describe(shapes);
    PreparedProgram plan = plans.get(key);
    if (plan == null) {
      if (plans.size() == MOST) {
        plans.remove(plans.keySet().iterator().next()).close();
      }
      plan = maker.apply(shapes);
      plans.put(key, plan);
    }
    return plan;
  }

  private static String describe(Map<String, int[]> shapes) {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(shapes)
        .forEach((name, shape) -> text.append(name).append(Arrays.toString(shape)));
    return text.toString();
  }

  @Override
  public void close() {
    plans.values().forEach(PreparedProgram::close);
    plans.clear();
  }
}
