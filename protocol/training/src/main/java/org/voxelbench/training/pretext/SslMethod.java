package org.voxelbench.training.pretext;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.voxelbench.preparation.plan.NetworkFamily;
import org.voxelbench.results.Control;
import org.voxelbench.training.transfer.TransferScope;

/**
 * A method under comparison: a way to start the network's weights.
 *
 * <p>Implementations have a public constructor without arguments, hold no state, and are found with
 * {@link java.util.ServiceLoader}.
 *
 * @param <S> the method's settings; its constructor checks every value and prints the offending one
 */
public interface SslMethod<S extends Record> {

  /** Identity, citation and licence. */
  MethodInfo info();

  /** The settings that hold where a protocol says nothing else. */
  S defaults();

  /**
   * The task on which the backbone is pre-trained, or empty for a start from random weights.
   *
   * <p>It may not read files, start threads, or keep anything between calls.
   */
  Optional<PretextTask> pretext(S settings);

  /**
   * The id of the method whose pre-training it starts from: its own unless it says else. Methods of
   * one id and equal settings share one pre-training.
   */
  default String pretrainedAs() {
    return info().id();
  }

  /**
   * The parts that move from a network trained with labels, on labelled cases that no run trains
   * on, for the steps of a pre-training; empty, as for every self-supervised method, if it isn't
   * one.
   */
  default Optional<TransferScope> supervised(S settings) {
    return Optional.empty();
  }

  /**
   * The file of weights that it starts from, which others trained; empty for every start that is
   * trained here.
   */
  default Optional<CheckpointSource> checkpoint(S settings) {
    return Optional.empty();
  }

  /** Identity, citation and licence under some settings; {@link #info()} unless they say else. */
  default MethodInfo info(S settings) {
    return info();
  }

  /**
   * The settings that make results what they are: all unless it says else. Where a file lies does
   * not.
   */
  default S identity(S settings) {
    return settings;
  }

  /**
   * The networks that it serves: U-Nets unless it says else.
   *
   * <p>A task that only calls {@link Backbone#encode(org.voxelbench.engine.Tensor)}, {@code decode}
   * and {@code forward}, and takes nothing but {@code features()} from the architecture, serves
   * all.
   */
  default Set<NetworkFamily> networks() {
    return EnumSet.of(NetworkFamily.U_NET);
  }

  /** What it stands for if it is no contender; controls are kept out of the ranks. */
  default Control control() {
    return Control.NONE;
  }

  /**
   * The plan under which it is trained downstream where a protocol says nothing else; that of
   * pre-training unless it says else.
   */
  default DownstreamPlan plan() {
    return DownstreamPlan.FIXED;
  }

  /** The plans that a protocol may choose for it; all but a checkpoint's unless it says else. */
  default Set<DownstreamPlan> plans() {
    return EnumSet.complementOf(EnumSet.of(DownstreamPlan.CHECKPOINT));
  }
}
