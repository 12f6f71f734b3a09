package org.voxelbench.harness.device;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.voxelbench.engine.Batch;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.EngineException;
import org.voxelbench.engine.EngineOptions;
import org.voxelbench.engine.EngineProvider;
import org.voxelbench.engine.Gradients;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Precision;
import org.voxelbench.engine.Program;
import org.voxelbench.engine.Weights;

/**
 * A small 3D convolution and its gradient on a device, in each precision.
 *
 * @param usable whether it came out right in one of them
 * @param lines what there is to say, the outcome first
 */
public record EngineTrial(boolean usable, List<String> lines) {

  private static final int EDGE = 4;
  private static final int[] ONES = {1, 1, 1};

  /** Of ones with ones, padded by zeros: along an axis, 2 + 3 + 3 + 2 products. */
  private static final double SUM = 10.0 * 10 * 10;

  /** By a corner of the kernel: the voxels that it reaches. */
  private static final double CORNER = 3.0 * 3 * 3;

  /** Ways such as Winograd's give whole numbers only almost. */
  private static final double TOLERANCE = 0.01;

  private static final Program CONVOLUTION =
      g ->
          Map.of(
              Program.LOSS, g.sum(g.conv3d(g.input("x"), g.weight("w"), null, ONES, ONES), false));

  /** Tries a device that the engine can serve. */
  public static EngineTrial of(EngineProvider provider, String device) {
    List<String> right = new ArrayList<>();
    List<String> faults = new ArrayList<>();
    List<String> about = new ArrayList<>();
    Set<String> warnings = new LinkedHashSet<>();
    for (Precision precision : Precision.values()) {
      String name = precision.name().toLowerCase(Locale.ROOT);
      try (Engine engine = provider.open(new EngineOptions(device, Optional.of(precision), 0))) {
        if (about.isEmpty()) {
          about.add(engine.info().deviceName());
          engine.facts().forEach((label, value) -> about.add(label + ": " + value));
        }
        warnings.addAll(engine.warnings());
        Optional<String> fault = fault(engine);
        fault.ifPresent(sentence -> faults.add(name + ": " + sentence));
        if (fault.isEmpty()) {
          right.add(name);
        }
      } catch (EngineException e) {
        faults.add(name + ": " + e.getMessage());
      }
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        right.isEmpty()
            ? "not usable: a 3D convolution runs in no precision"
            : "ready: a 3D convolution runs in " + String.join(", ", right));
    lines.addAll(about);
    lines.addAll(faults);
    lines.addAll(warnings);
    return new EngineTrial(!right.isEmpty(), List.copyOf(lines));
  }

  private static Optional<String> fault(Engine engine) {
    try (Weights weights = engine.weights(Map.of("w", ones(3)));
        Batch batch = engine.stage(Map.of("x", ones(EDGE)))) {
      Gradients computed = engine.gradients(CONVOLUTION, weights, batch);
      double corner = computed.weights().get("w").at(0);
      return near(computed.loss(), SUM) && near(corner, CORNER)
          ? Optional.empty()
          : Optional.of(
              "a convolution came out wrong: "
                  + computed.loss()
                  + " and a gradient of "
                  + corner
                  + ", not "
                  + SUM
                  + " and "
                  + CORNER);
    }
  }

  private static boolean near(double value, double expected) {
    return Math.abs(value - expected) <= TOLERANCE * expected;
  }

  private static NdArray ones(int edge) {
    float[] values = new float[edge * edge * edge];
    Arrays.fill(values, 1);
    return NdArray.of(new int[] {1, 1, edge, edge, edge}, values);
  }
}
