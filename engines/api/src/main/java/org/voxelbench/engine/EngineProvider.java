package org.voxelbench.engine;

import java.util.Optional;

/**
 * Finds and opens one kind of engine; implementations are found with {@link
 * java.util.ServiceLoader}.
 */
public interface EngineProvider {

  /** A short lower-case id, such as {@code torch}. */
  String id();

  /** One line on what the engine is: library, version and devices. */
  String description();

  /** Whether this build holds the engine's code for CUDA devices, on whatever machine. */
  boolean builtForCuda();

  /**
   * Why the engine can't serve the device here, in one sentence, or empty if it can.
   *
   * <p>It must not launch a kernel, and never crashes the process.
   *
   * @param device {@code auto}, {@code cpu}, {@code cuda} or {@code cuda:N}
   */
  Optional<String> unavailable(String device);

  /**
   * Opens the engine.
   *
   * @throws EngineException with the sentence of {@link #unavailable} if it can't serve here
   */
  Engine open(EngineOptions options);
}
