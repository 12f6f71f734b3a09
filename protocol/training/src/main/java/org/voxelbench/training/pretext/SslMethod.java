package org.voxelbench.training.pretext;

import java.util.Optional;

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

  /** The plan under which it is trained downstream; that of pre-training unless it says else. */
  default DownstreamPlan plan() {
    return DownstreamPlan.FIXED;
  }
}
