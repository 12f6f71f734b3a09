package org.voxelbench.training.network;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.voxelbench.base.BadInputException;

/** The weights of a network in their order: names, shapes, roles. */
public final class WeightShapes {

  private final Map<String, WeightSpec> specs;

  private WeightShapes(Map<String, WeightSpec> specs) {
    this.specs = Collections.unmodifiableMap(new LinkedHashMap<>(specs));
  }

  /** Starts a list of weights. */
  public static Builder builder() {
    return new Builder();
  }

  /** No weights. */
  public static WeightShapes none() {
    return builder().build();
  }

  /** The names in order. */
  public Set<String> names() {
    return specs.keySet();
  }

  /** The weights in order. */
  public Collection<WeightSpec> specs() {
    return specs.values();
  }

  /** Whether there is a weight of that name. */
  public boolean contains(String name) {
    return specs.containsKey(name);
  }

  /**
   * The shape of a weight.
   *
   * @throws BadInputException if there is none of that name
   */
  public int[] shape(String name) {
    WeightSpec spec = specs.get(name);
    if (spec == null) {
      throw new BadInputException("the network has no weight '" + name + "'.");
    }
    return spec.shape();
  }

  /** The shapes by name, in order. */
  public Map<String, int[]> shapes() {
    Map<String, int[]> shapes = new LinkedHashMap<>();
    specs.forEach((name, spec) -> shapes.put(name, spec.shape()));
    return shapes;
  }

  /** The number of parameters. */
  public long parameters() {
    return specs.values().stream().mapToLong(WeightSpec::size).sum();
  }

  /** The number of parameters whose name starts so, such as {@code "encoder."}. */
  public long parameters(String prefix) {
    return specs.values().stream()
        .filter(spec -> spec.name().startsWith(prefix))
        .mapToLong(WeightSpec::size)
        .sum();
  }

  /** These weights, followed by others of other names. */
  public WeightShapes plus(WeightShapes others) {
    Builder builder = builder();
    specs().forEach(builder::add);
    others.specs().forEach(builder::add);
    return builder.build();
  }

  /** Collects weights in order. */
  public static final class Builder {

    private final Map<String, WeightSpec> specs = new LinkedHashMap<>();

    private Builder() {}

    /**
     * Adds a layer's {@code name.weight} of the given shape and, if it has one, {@code name.bias}.
     *
     * @param outputs length of the bias, or 0 for no bias
     * @param shape {@code [Cout, Cin, ...]}, or {@code [Cin, Cout, ...]} for a transposed
     *     convolution; PyTorch takes the fan-in of both from the second axis on
     */
    public Builder layer(String name, int outputs, int... shape) {
      int fanIn = 1;
      for (int axis = 1; axis < shape.length; axis++) {
        fanIn = Math.multiplyExact(fanIn, shape[axis]);
      }
      add(new WeightSpec(name + ".weight", WeightSpec.Role.KERNEL, fanIn, null, shape));
      if (outputs > 0) {
        add(new WeightSpec(name + ".bias", WeightSpec.Role.BIAS, fanIn, null, outputs));
      }
      return this;
    }

    /** Adds a norm's {@code name.weight} and {@code name.bias}. */
    public Builder norm(String name, int channels) {
      add(new WeightSpec(name + ".weight", WeightSpec.Role.SCALE, 0, null, channels));
      return add(new WeightSpec(name + ".bias", WeightSpec.Role.SHIFT, 0, null, channels));
    }

    /**
     * Adds a weight that starts from a normal distribution of its own, whatever the initialisation.
     *
     * @param deviation the distribution's standard deviation; 0 for its mean alone
     */
    public Builder drawn(String name, double mean, double deviation, int... shape) {
      return add(
          new WeightSpec(
              name, WeightSpec.Role.DRAWN, 0, new WeightSpec.Start(mean, deviation), shape));
    }

    /** Adds a learnt token, which starts small. */
    public Builder token(String name, int... shape) {
      return add(new WeightSpec(name, WeightSpec.Role.TOKEN, 0, null, shape));
    }

    /** Adds the norm that closes a residual branch. */
    Builder residualNorm(String name, int channels) {
      add(new WeightSpec(name + ".weight", WeightSpec.Role.RESIDUAL_SCALE, 0, null, channels));
      return add(new WeightSpec(name + ".bias", WeightSpec.Role.RESIDUAL_SHIFT, 0, null, channels));
    }

    /**
     * Adds one weight.
     *
     * @throws BadInputException if there is one of that name already
     */
    public Builder add(WeightSpec spec) {
      if (specs.putIfAbsent(spec.name(), spec) != null) {
        throw new BadInputException("weight '" + spec.name() + "' is declared twice.");
      }
      return this;
    }

    /** The weights in the order of their addition. */
    public WeightShapes build() {
      return new WeightShapes(specs);
    }
  }
}
