package org.voxelbench.engine;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;

/** The device that engines are tested on: {@code -Dvoxelbench.test.device=cuda:0}, else the CPU. */
public final class TestDevice {

  /** The processor, for what is about it alone. */
  public static final String CPU = "cpu";

  /** The device as an engine's options name it. */
  public static final String NAME = System.getProperty("voxelbench.test.device", CPU);

  private TestDevice() {}

  /** Options for the device, with one thread for an op. */
  public static EngineOptions in(Precision precision) {
    return in(precision, 1);
  }

  /** Options for the device. */
  public static EngineOptions in(Precision precision, int threads) {
    return new EngineOptions(NAME, Optional.of(precision), threads);
  }

  /** Skips a test of what only the processor does. */
  public static void assumeCpu(String what) {
    assumeTrue(NAME.equals(CPU), what + " is of the CPU; tests run on " + NAME);
  }
}
