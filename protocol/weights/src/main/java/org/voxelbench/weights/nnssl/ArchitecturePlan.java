package org.voxelbench.weights.nnssl;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.format.JsonFields;
import org.voxelbench.preparation.plan.Architecture;
import org.voxelbench.preparation.plan.ArchitectureJson;
import org.voxelbench.preparation.plan.FixedPlanner;
import org.voxelbench.preparation.plan.PrimusArchitecture;
import org.voxelbench.preparation.plan.PrimusJson;
import org.voxelbench.preparation.plan.PrimusSize;

/**
 * A network as an adaptation plan states it: by the name of a preset, or by a class and its
 * arguments.
 *
 * @param className such as {@code ResEncL} or {@code ResidualEncoderUNet}
 * @param topology its arguments; empty for a preset and for networks that are none of these
 */
public record ArchitecturePlan(String className, Optional<Architecture> topology) {

  private static final String RES_ENC_L = "ResEncL";
  private static final String CLASS = "arch_class_name";
  private static final String ARGUMENTS = "arch_kwargs";
  private static final String IMPORTED = "arch_kwargs_requiring_import";
  private static final int DIMENSIONS = 3;

  /** A network by its class and arguments. */
  public static ArchitecturePlan of(Architecture architecture) {
    String name =
        architecture instanceof PrimusArchitecture primus
            ? PrimusJson.name(primus.size()).orElse(primus.className())
            : architecture.className();
    return new ArchitecturePlan(name, Optional.of(architecture));
  }

  /**
   * The network's topology.
   *
   * @throws BadInputException naming the class, if it isn't known here
   */
  public Architecture architecture() {
    return topology.orElseThrow(
        () ->
            new BadInputException(
                "the checkpoint is of the network '"
                    + className
                    + "', which isn't known here; known are ResEncL, ResidualEncoderUNet,"
                    + " PlainConvUNet and PrimusS, PrimusB, PrimusM and PrimusL."));
  }

  /**
   * @param patch the patch that a network whose weights depend on one is laid out for
   */
  static ArchitecturePlan read(JsonFields json, List<Integer> patch) {
    String className = json.text(CLASS);
    Optional<PrimusSize> primus = PrimusJson.size(className);
    if (primus.isPresent()) {
      return new ArchitecturePlan(
          className, Optional.of(new PrimusArchitecture(primus.get(), patch)));
    }
    if (json.has(ARGUMENTS)) {
      return new ArchitecturePlan(
          className,
          ArchitectureJson.kind(className)
              .map(kind -> ArchitectureJson.topology(kind, json.object(ARGUMENTS), DIMENSIONS)));
    }
    return new ArchitecturePlan(
        className,
        className.equals(RES_ENC_L)
            ? Optional.of(FixedPlanner.residualEncoderL())
            : Optional.empty());
  }

  ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put(CLASS, className);
    topology
        .filter(known -> !className.equals(RES_ENC_L) && PrimusJson.size(className).isEmpty())
        .ifPresentOrElse(
            known -> {
              json.set(ARGUMENTS, ArchitectureJson.arguments(known));
              json.set(IMPORTED, ArchitectureJson.imported(known));
            },
            () -> {
              json.putNull(ARGUMENTS);
              json.putNull(IMPORTED);
            });
    return json;
  }
}
