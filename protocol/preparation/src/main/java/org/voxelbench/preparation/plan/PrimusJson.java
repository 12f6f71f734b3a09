package org.voxelbench.preparation.plan;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.voxelbench.base.format.JsonFields;

/** Primus as plans state it: the arguments of its class, or the name of a size. */
public final class PrimusJson {

  /** Its class where it is defined. */
  static final String CLASS = "dynamic_network_architectures.architectures.primus.Primus";

  private static final double DROP_PATH = 0.2;
  private static final double LAYER_SCALE = 0.1;
  private static final int DIMENSIONS = 3;

  private static final Set<String> KNOWN =
      Set.of(
          "embed_dim",
          "patch_embed_size",
          "eva_depth",
          "eva_numheads",
          "input_shape",
          "num_register_tokens",
          "drop_path_rate",
          "init_values",
          "scale_attn_inner",
          "use_rot_pos_emb",
          "use_abs_pos_embed");

  private PrimusJson() {}

  /**
   * The size that nnssl calls so, such as {@code PrimusM} (nnssl: {@code
   * architecture_registry.py}); empty if it is no Primus.
   */
  public static Optional<PrimusSize> size(String name) {
    return name.startsWith(PrimusArchitecture.CLASS)
        ? PrimusSize.of(name.substring(PrimusArchitecture.CLASS.length()))
        : Optional.empty();
  }

  /** What nnssl calls a size; empty if it has no name there. */
  public static Optional<String> name(PrimusSize size) {
    return size.letter().map(PrimusArchitecture.CLASS::concat);
  }

  static ObjectNode arguments(PrimusArchitecture architecture) {
    PrimusSize size = architecture.size();
    ObjectNode kwargs = JsonNodeFactory.instance.objectNode();
    kwargs.put("embed_dim", size.width());
    ArrayNode token = kwargs.putArray("patch_embed_size");
    ArrayNode shape = kwargs.putArray("input_shape");
    for (int edge : architecture.patch()) {
      token.add(PrimusArchitecture.TOKEN);
      shape.add(edge);
    }
    kwargs.put("eva_depth", size.depth());
    kwargs.put("eva_numheads", size.heads());
    kwargs.put("num_register_tokens", size.registers());
    kwargs.put("drop_path_rate", DROP_PATH);
    kwargs.put("init_values", LAYER_SCALE);
    kwargs.put("scale_attn_inner", true);
    return kwargs;
  }

  /**
   * The network that the arguments of its class state.
   *
   * @throws BadInputException naming the argument, if it asks for another network than is known
   */
  public static PrimusArchitecture read(JsonFields kwargs) {
    kwargs
        .node()
        .fieldNames()
        .forEachRemaining(
            key -> {
              if (!KNOWN.contains(key) && kwargs.has(key)) {
                throw kwargs.wrong(key, "absent, as a Primus with it isn't known");
              }
            });
    List<Integer> token = kwargs.integers("patch_embed_size");
    if (!token.equals(Collections.nCopies(DIMENSIONS, PrimusArchitecture.TOKEN))) {
      throw kwargs.wrong("patch_embed_size", "[8, 8, 8]");
    }
    if (!kwargs.has("init_values") || kwargs.number("init_values") != LAYER_SCALE) {
      throw kwargs.wrong("init_values", "0.1");
    }
    if (!kwargs.has("drop_path_rate") || kwargs.number("drop_path_rate") != DROP_PATH) {
      throw kwargs.wrong("drop_path_rate", "0.2");
    }
    for (String key : List.of("scale_attn_inner", "use_rot_pos_emb", "use_abs_pos_embed")) {
      boolean usual = !key.equals("scale_attn_inner");
      if (!(kwargs.has(key) ? kwargs.bool(key) : usual)) {
        throw kwargs.wrong(key, "true");
      }
    }
    return new PrimusArchitecture(
        new PrimusSize(
            kwargs.integer("embed_dim"),
            kwargs.integer("eva_depth"),
            kwargs.integer("eva_numheads"),
            kwargs.has("num_register_tokens") ? kwargs.integer("num_register_tokens") : 0),
        kwargs.integers("input_shape"));
  }
}
