package org.voxelbench.harness.tracking;

import java.io.IOException;
import java.nio.file.Path;

/** Writes one run in one format; the caller is the only one who writes of the run. */
interface RunWriter {

  /** Writes the whole run in place of what is there of it. */
  void write(TrackedRun run) throws IOException;

  /** Adds a step to a run that {@link #write} wrote, without touching what is there. */
  void add(TrackedRun run, TrackedStep step) throws IOException;

  /** The file or folder of a run, for messages, and by whose time it is told how old it is. */
  Path place(TrackedRun run) throws IOException;
}
