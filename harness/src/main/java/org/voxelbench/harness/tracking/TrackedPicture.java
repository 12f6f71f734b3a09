package org.voxelbench.harness.tracking;

import java.nio.file.Path;

/**
 * A picture that a run left.
 *
 * @param name for people, such as {@code cases/hippocampus_001}
 * @param file a PNG
 */
record TrackedPicture(String name, Path file) {}
