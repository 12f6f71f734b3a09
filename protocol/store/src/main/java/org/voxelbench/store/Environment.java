package org.voxelbench.store;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.voxelbench.engine.EngineInfo;

/**
 * What a run was made with.
 *
 * @param versions versions by name, such as of VoxelBench and Java, in display order
 * @param gitCommit commit of the source, or empty if unknown
 * @param gitDirty whether the source differed from the commit
 * @param hardware machine by label, in display order
 * @param engine the open engine
 */
public record Environment(
    Map<String, String> versions,
    String gitCommit,
    boolean gitDirty,
    Map<String, String> hardware,
    EngineInfo engine) {

  public Environment {
    versions = Collections.unmodifiableMap(new LinkedHashMap<>(versions));
    hardware = Collections.unmodifiableMap(new LinkedHashMap<>(hardware));
  }
}
