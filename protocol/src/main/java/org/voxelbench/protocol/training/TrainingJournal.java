package org.voxelbench.protocol.training;

import java.util.Optional;

/** Where a training leaves its state after each epoch, and finds it again. */
public interface TrainingJournal {

  /** The last state that was saved whole. */
  Optional<TrainingState> latest();

  /** Saves a state whole, or leaves the one before it. */
  void save(TrainingState state);
}
