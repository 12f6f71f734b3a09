package org.voxelbench.engine;

public interface TrainingContract {}
