package org.voxelbench.engine;

public interface PrecisionContract {}
