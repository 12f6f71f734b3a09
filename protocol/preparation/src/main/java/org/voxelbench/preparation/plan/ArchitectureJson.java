package org.voxelbench.preparation.plan;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.voxelbench.base.format.JsonFields;

/** The {@code architecture} entry of a configuration. */
final class ArchitectureJson {

  private static final String PACKAGE = "dynamic_network_architectures.architectures.unet.";

  private ArchitectureJson() {}

  static ObjectNode write(Architecture architecture) {
    int dimensions = architecture.strides().get(0).size();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("network_class_name", PACKAGE + architecture.kind().className());
    ObjectNode kwargs = json.putObject("arch_kwargs");
    kwargs.put("n_stages", architecture.stages());
    integers(kwargs.putArray("features_per_stage"), architecture.features());
    kwargs.put("conv_op", "torch.nn.modules.conv.Conv" + dimensions + "d");
    rows(kwargs.putArray("kernel_sizes"), architecture.kernels());
    rows(kwargs.putArray("strides"), architecture.strides());
    integers(kwargs.putArray(architecture.kind().blocksKey()), architecture.blocks());
    integers(kwargs.putArray("n_conv_per_stage_decoder"), architecture.decoderConvs());
    kwargs.put("conv_bias", true);
    kwargs.put("norm_op", normOp(dimensions));
    kwargs.putObject("norm_op_kwargs").put("eps", 1e-5).put("affine", true);
    kwargs.putNull("dropout_op");
    kwargs.putNull("dropout_op_kwargs");
    kwargs.put("nonlin", "torch.nn.LeakyReLU");
    kwargs.putObject("nonlin_kwargs").put("inplace", true);
    ArrayNode imported = json.putArray("_kw_requires_import");
    Stream.of("conv_op", "norm_op", "dropout_op", "nonlin").forEach(imported::add);
    return json;
  }

  static Architecture read(JsonFields json, int dimensions) {
    String className = json.text("network_class_name");
    NetworkKind kind =
        Arrays.stream(NetworkKind.values())
            .filter(known -> className.equals(PACKAGE + known.className()))
            .findFirst()
            .orElseThrow(() -> json.wrong("network_class_name", knownClasses()));
    JsonFields kwargs = json.object("arch_kwargs");
    if (!kwargs.bool("conv_bias")) {
      throw kwargs.wrong("conv_bias", "true");
    }
    if (!kwargs.text("norm_op").equals(normOp(dimensions))) {
      throw kwargs.wrong("norm_op", normOp(dimensions));
    }
    if (!kwargs.text("nonlin").equals("torch.nn.LeakyReLU")) {
      throw kwargs.wrong("nonlin", "torch.nn.LeakyReLU");
    }
    if (kwargs.has("dropout_op")) {
      throw kwargs.wrong("dropout_op", "null");
    }
    return new Architecture(
        kind,
        kwargs.integers("features_per_stage"),
        kwargs.integers(kind.blocksKey()),
        kwargs.integerRows("kernel_sizes", dimensions),
        kwargs.integerRows("strides", dimensions),
        kwargs.integers("n_conv_per_stage_decoder"));
  }

  private static String normOp(int dimensions) {
    return "torch.nn.modules.instancenorm.InstanceNorm" + dimensions + "d";
  }

  private static String knownClasses() {
    return Arrays.stream(NetworkKind.values())
        .map(known -> PACKAGE + known.className())
        .collect(Collectors.joining(" or "));
  }

  private static void integers(ArrayNode array, List<Integer> values) {
    values.forEach(array::add);
  }

  private static void rows(ArrayNode array, List<List<Integer>> rows) {
    rows.forEach(row -> integers(array.addArray(), row));
  }
}
