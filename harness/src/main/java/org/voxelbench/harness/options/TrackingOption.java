package org.voxelbench.harness.options;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.voxelbench.harness.tracking.TrackingFormat;
import picocli.CommandLine.Option;

/** The option that lets other programs follow the runs. */
public final class TrackingOption {

  @Option(
      names = "--track",
      split = ",",
      paramLabel = "FORMAT,...",
      hideParamSyntax = true,
      description =
          "let other programs follow the runs: ${COMPLETION-CANDIDATES} (default: none; docs/tracking.md)")
  private List<TrackingFormat> formats;

  /** What the user asked for. */
  public Set<TrackingFormat> formats() {
    return formats == null ? Set.of() : EnumSet.copyOf(formats);
  }
}
