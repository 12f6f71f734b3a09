package org.voxelbench.harness.options;

import java.util.Optional;
import org.voxelbench.engine.Precision;
import org.voxelbench.harness.device.EngineRequest;
import picocli.CommandLine.Option;

/** The options that choose an engine. */
public final class EngineSelection {

  @Option(
      names = "--engine",
      defaultValue = "auto",
      paramLabel = "ID",
      description =
          "engine: auto or an id that 'voxelbench doctor' lists (default: ${DEFAULT-VALUE})")
  private String engine;

  @Option(
      names = "--device",
      defaultValue = "auto",
      paramLabel = "DEVICE",
      description = "auto, cpu, cuda or cuda:N (default: ${DEFAULT-VALUE})")
  private String device;

  @Option(
      names = "--precision",
      paramLabel = "P",
      description = "fp32 or bf16 (default: the fastest that the device has in hardware)")
  private Precision precision;

  @Option(
      names = "--threads",
      defaultValue = "0",
      paramLabel = "N",
      description =
          "threads of one op on the CPU (default: one per core; in jobs of slurm as many as their"
              + " CPUs)")
  private int threads;

  /** What was asked for. */
  public EngineRequest request() {
    return new EngineRequest(engine, device, Optional.ofNullable(precision), threads);
  }
}
