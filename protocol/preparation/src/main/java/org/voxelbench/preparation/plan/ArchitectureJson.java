package org.voxelbench.preparation.plan;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.format.JsonFields;

/** Networks as nnU-Net's plans and nnssl's adaptation plans state them: a class and arguments. */
public final class ArchitectureJson {

  private static final String MODULES = "dynamic_network_architectures.architectures.";
  private static final String PACKAGE = MODULES + "unet.";
  private static final String LEAKY_RELU = "torch.nn.LeakyReLU";

  /** The class where it is defined, as nnssl writes it. */
  private static final String DEFINED_LEAKY_RELU = "torch.nn.modules.activation.LeakyReLU";

  private static final double EPSILON = 1e-5;
  private static final double SLOPE = 0.01;

  /** Arguments that are read; of others none may say anything. */
  private static final Set<String> KNOWN =
      Set.of(
          "n_stages",
          "features_per_stage",
          "conv_op",
          "kernel_sizes",
          "strides",
          "n_conv_per_stage_decoder",
          "conv_bias",
          "norm_op",
          "norm_op_kwargs",
          "dropout_op",
          "dropout_op_kwargs",
          "nonlin",
          "nonlin_kwargs",
          "deep_supervision");

  private static final String EARLY_CLASSES =
      Arrays.stream(NetworkKind.values())
          .map(NetworkKind::className)
          .collect(Collectors.joining(" or "));

  private ArchitectureJson() {}

  /** The {@code architecture} entry of a configuration. */
  static ObjectNode write(Architecture architecture) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("network_class_name", className(architecture));
    json.set("arch_kwargs", arguments(architecture));
    json.set("_kw_requires_import", imported(architecture));
    return json;
  }

  private static String className(Architecture architecture) {
    return architecture instanceof PrimusArchitecture
        ? PrimusJson.CLASS
        : PACKAGE + architecture.className();
  }

  /** The arguments of the network's class. */
  public static ObjectNode arguments(Architecture architecture) {
    return architecture instanceof PrimusArchitecture primus
        ? PrimusJson.arguments(primus)
        : arguments(UNetArchitecture.of(architecture));
  }

  private static ObjectNode arguments(UNetArchitecture architecture) {
    int dimensions = architecture.strides().get(0).size();
    ObjectNode kwargs = JsonNodeFactory.instance.objectNode();
    kwargs.put("n_stages", architecture.stages());
    integers(kwargs.putArray("features_per_stage"), architecture.features());
    kwargs.put("conv_op", convOp(dimensions));
    rows(kwargs.putArray("kernel_sizes"), architecture.kernels());
    rows(kwargs.putArray("strides"), architecture.strides());
    integers(kwargs.putArray(architecture.kind().blocksKey()), architecture.blocks());
    integers(kwargs.putArray("n_conv_per_stage_decoder"), architecture.decoderConvs());
    kwargs.put("conv_bias", true);
    kwargs.put("norm_op", normOp(dimensions));
    kwargs.putObject("norm_op_kwargs").put("eps", EPSILON).put("affine", true);
    kwargs.putNull("dropout_op");
    kwargs.putNull("dropout_op_kwargs");
    kwargs.put("nonlin", LEAKY_RELU);
    kwargs.putObject("nonlin_kwargs").put("inplace", true);
    return kwargs;
  }

  /** The arguments whose text names a class. */
  public static ArrayNode imported(Architecture architecture) {
    ArrayNode imported = JsonNodeFactory.instance.arrayNode();
    if (architecture instanceof PrimusArchitecture) {
      return imported;
    }
    Stream.of("conv_op", "norm_op", "dropout_op", "nonlin").forEach(imported::add);
    return imported;
  }

  static Architecture read(JsonFields json, int dimensions) {
    String className = json.text("network_class_name");
    if (className.equals(PrimusJson.CLASS)) {
      return PrimusJson.read(json.object("arch_kwargs"));
    }
    NetworkKind kind =
        kind(className)
            .filter(known -> className.equals(PACKAGE + known.className()))
            .orElseThrow(() -> json.wrong("network_class_name", knownClasses()));
    return topology(kind, json.object("arch_kwargs"), dimensions);
  }

  /**
   * The network of a configuration of nnU-Net's first plans of version 2, which have no {@code
   * architecture}: nnU-Net makes one of their keys (nnU-Net: {@code plans_handler.py}).
   *
   * @param json the configuration
   */
  static Architecture readEarly(JsonFields json, int dimensions) {
    String className = json.text("UNet_class_name");
    NetworkKind kind =
        Arrays.stream(NetworkKind.values())
            .filter(known -> known.className().equals(className))
            .findFirst()
            .orElseThrow(() -> json.wrong("UNet_class_name", EARLY_CLASSES));
    List<Integer> blocks = json.integers("n_conv_per_stage_encoder");
    double base = json.integer("UNet_base_num_features");
    int most = json.integer("unet_max_num_features");
    List<Integer> features =
        IntStream.range(0, blocks.size())
            .mapToObj(stage -> (int) Math.min(base * Math.pow(2, stage), most))
            .toList();
    return new UNetArchitecture(
        kind,
        features,
        blocks,
        json.integerRows("conv_kernel_sizes", dimensions),
        json.integerRows("pool_op_kernel_sizes", dimensions),
        json.integers("n_conv_per_stage_decoder"));
  }

  /** The network of a class, named with or without its module; empty if it is another. */
  public static Optional<NetworkKind> kind(String className) {
    String simple = className.substring(className.lastIndexOf('.') + 1);
    return Arrays.stream(NetworkKind.values())
        .filter(known -> known.className().equals(simple))
        .findFirst();
  }

  /**
   * The topology that the arguments of a network's class state.
   *
   * @param dimensions 3, or 2 in a 2D configuration
   * @throws BadInputException naming the argument, if it asks for another network than is known
   */
  public static UNetArchitecture topology(NetworkKind kind, JsonFields kwargs, int dimensions) {
    checkLayers(kwargs, dimensions);
    kwargs.node().fieldNames().forEachRemaining(key -> checkKnown(kind, kwargs, key));
    UNetArchitecture architecture =
        new UNetArchitecture(
            kind,
            kwargs.integers("features_per_stage"),
            kwargs.integers(kind.blocksKey()),
            kwargs.integerRows("kernel_sizes", dimensions),
            kwargs.integerRows("strides", dimensions),
            kwargs.integers("n_conv_per_stage_decoder"));
    if (kwargs.integer("n_stages") != architecture.stages()) {
      throw kwargs.wrong("n_stages", architecture.stages() + ", as features_per_stage has entries");
    }
    return architecture;
  }

  private static void checkLayers(JsonFields kwargs, int dimensions) {
    if (!kwargs.bool("conv_bias")) {
      throw kwargs.wrong("conv_bias", "true");
    }
    if (!kwargs.text("conv_op").equals(convOp(dimensions))) {
      throw kwargs.wrong("conv_op", convOp(dimensions));
    }
    if (!kwargs.text("norm_op").equals(normOp(dimensions))) {
      throw kwargs.wrong("norm_op", normOp(dimensions));
    }
    if (!Set.of(LEAKY_RELU, DEFINED_LEAKY_RELU).contains(kwargs.text("nonlin"))) {
      throw kwargs.wrong("nonlin", LEAKY_RELU);
    }
    if (kwargs.has("dropout_op")) {
      throw kwargs.wrong("dropout_op", "null");
    }
    if (kwargs.has("norm_op_kwargs")) {
      JsonFields norm = kwargs.object("norm_op_kwargs");
      if (norm.has("eps") && norm.number("eps") != EPSILON) {
        throw norm.wrong("eps", "1e-5");
      }
      if (!norm.bool("affine")) {
        throw norm.wrong("affine", "true");
      }
    }
    if (kwargs.has("nonlin_kwargs")) {
      JsonFields nonlinearity = kwargs.object("nonlin_kwargs");
      if (nonlinearity.has("negative_slope") && nonlinearity.number("negative_slope") != SLOPE) {
        throw nonlinearity.wrong("negative_slope", "0.01");
      }
    }
  }

  private static void checkKnown(NetworkKind kind, JsonFields kwargs, String key) {
    boolean silent =
        !kwargs.has(key)
            || kwargs.node().get(key).isBoolean() && !kwargs.node().get(key).asBoolean();
    if (!KNOWN.contains(key) && !key.equals(kind.blocksKey()) && !silent) {
      throw kwargs.wrong(key, "absent, as a " + kind.className() + " with it isn't known");
    }
  }

  private static String convOp(int dimensions) {
    return "torch.nn.modules.conv.Conv" + dimensions + "d";
  }

  private static String normOp(int dimensions) {
    return "torch.nn.modules.instancenorm.InstanceNorm" + dimensions + "d";
  }

  private static String knownClasses() {
    return Arrays.stream(NetworkKind.values())
        .map(known -> PACKAGE + known.className())
        .collect(Collectors.joining(", ", "", " or " + PrimusJson.CLASS));
  }

  private static void integers(ArrayNode array, List<Integer> values) {
    values.forEach(array::add);
  }

  private static void rows(ArrayNode array, List<List<Integer>> rows) {
    rows.forEach(row -> integers(array.addArray(), row));
  }
}
