package org.voxelbench.harness.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.voxelbench.base.ProgramVersion;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.EngineInfo;
import org.voxelbench.harness.console.HostInfo;
import org.voxelbench.harness.plugin.PluginJar;
import org.voxelbench.store.Environment;

/** What a run was made with: versions, source commit, machine and engine. */
final class Provenance {

  private static final String COMMIT = "git.commit.id";
  private static final String DIRTY = "git.dirty";

  private Provenance() {}

  static Environment environment(Engine open, List<PluginJar> jars) {
    EngineInfo engine = open.info();
    Properties git = git();
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("VoxelBench", ProgramVersion.current());
    versions.put("Java", System.getProperty("java.version"));
    versions.put(engine.id(), engine.version());
    jars.forEach(jar -> versions.put("plugin " + jar.name(), "sha256 " + jar.sha256()));
    Map<String, String> hardware = new LinkedHashMap<>(HostInfo.describe());
    hardware.putAll(open.facts());
    return new Environment(
        versions,
        git.getProperty(COMMIT, ""),
        Boolean.parseBoolean(git.getProperty(DIRTY, "false")),
        hardware,
        engine);
  }

  /** Machine and engine by label, for the report. */
  static Map<String, String> machine(Engine open) {
    EngineInfo engine = open.info();
    Map<String, String> facts = new LinkedHashMap<>(HostInfo.describe());
    String commit = git().getProperty(COMMIT, "");
    if (!commit.isEmpty()) {
      facts.put(
          "Commit", commit + (Boolean.parseBoolean(git().getProperty(DIRTY)) ? " (changed)" : ""));
    }
    facts.put("Engine", engine.id() + " " + engine.version());
    facts.put(
        "Device",
        engine.device() + " (" + engine.deviceName() + "), because " + engine.deviceReason());
    facts.putAll(open.facts());
    facts.put(
        "Precision",
        engine.precision().name().toLowerCase(Locale.ROOT)
            + ", because "
            + engine.precisionReason());
    facts.put("Threads of an op", Integer.toString(engine.threads()));
    facts.put(
        "Same bits for same seed",
        engine.deterministic() ? "yes" : "no, the device does not promise it");
    return facts;
  }

  private static Properties git() {
    Properties properties = new Properties();
    try (InputStream in = Provenance.class.getResourceAsStream("git.properties")) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }
}
