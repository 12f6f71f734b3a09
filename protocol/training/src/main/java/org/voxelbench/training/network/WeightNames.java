package org.voxelbench.training.network;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One name per weight: nnU-Net's checkpoints hold each weight under up to four.
 *
 * <p>{@code decoder.encoder.*} repeats {@code encoder.*}, and {@code *.all_modules.N.*} repeats
 * {@code *.conv.*} (N = 0) and {@code *.norm.*}. The name that was registered first is kept.
 */
public final class WeightNames {

  private static final Pattern CONV = Pattern.compile("\\.all_modules\\.0\\.");
  private static final Pattern NORM = Pattern.compile("\\.all_modules\\.[12]\\.");
  private static final String ENCODER = "encoder.";
  private static final String DECODER = "decoder.";
  private static final String REPEATED_ENCODER = "decoder.encoder.";

  private WeightNames() {}

  /** The name under which the weight is kept. */
  public static String canonical(String name) {
    String own = name.startsWith(REPEATED_ENCODER) ? name.substring(DECODER.length()) : name;
    return NORM.matcher(CONV.matcher(own).replaceAll(".conv.")).replaceAll(".norm.");
  }

  /**
   * All names under which nnU-Net's network holds a weight of its U-Nets, the canonical one first.
   *
   * @param canonical such as {@code encoder.stem.convs.0.conv.weight}
   */
  public static List<String> aliases(String canonical) {
    String listed =
        canonical.replace(".conv.", ".all_modules.0.").replace(".norm.", ".all_modules.1.");
    List<String> own = listed.equals(canonical) ? List.of(canonical) : List.of(canonical, listed);
    return canonical.startsWith(ENCODER)
        ? Stream.concat(own.stream(), own.stream().map(DECODER::concat)).toList()
        : own;
  }

  /** The values under all names of nnU-Net's network; aliases hold the same object. */
  public static <T> Map<String, T> spread(Map<String, T> weights) {
    Map<String, T> state = new LinkedHashMap<>();
    weights.forEach((name, value) -> aliases(name).forEach(alias -> state.put(alias, value)));
    return state;
  }

  /**
   * The values under canonical names, each once, in the order of first appearance.
   *
   * <p>Where aliases differ the {@code all_modules} copy counts: it is the one that forward passes
   * use, and the only one trained in checkpoints of sparse encoders (nnssl: {@code
   * spark_utils.py}).
   */
  public static <T> Map<String, T> unify(Map<String, T> state) {
    Map<String, T> unified = new LinkedHashMap<>();
    Set<String> used = new HashSet<>();
    state.forEach(
        (name, value) -> {
          String canonical = canonical(name);
          if (name.contains(".all_modules.") && used.add(canonical)) {
            unified.put(canonical, value);
          } else {
            unified.putIfAbsent(canonical, value);
          }
        });
    return unified;
  }
}
