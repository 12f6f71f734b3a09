package org.voxelbench.harness.run;

/** Does a piece of work, here or in a process of its own. */
@FunctionalInterface
public interface JobRunner {

  /**
   * Does it to its end, unless it is done already.
   *
   * @return whether it is done; a failure is sealed with its reason and takes nothing else down
   * @throws org.voxelbench.store.RunHeldException if another process is at it
   * @throws org.voxelbench.training.loop.InterruptedRunException if a stop was asked for
   */
  boolean run(Job job, DeviceSlot slot);
}
