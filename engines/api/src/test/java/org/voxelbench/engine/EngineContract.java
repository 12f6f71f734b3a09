package org.voxelbench.engine;

/**
 * What every engine keeps; an engine's test implements {@link #open} and runs it all.
 *
 * <p>An engine that lacks a precision throws {@link EngineException} from {@link #open} for it, and
 * the tests that need it are reported as skipped; 32-bit and 64-bit floats are required.
 */
public interface EngineContract
    extends OpsContract,
        TrainingContract,
        PrecisionContract,
        MixedPrecisionContract,
        PatchMeanContract {}
