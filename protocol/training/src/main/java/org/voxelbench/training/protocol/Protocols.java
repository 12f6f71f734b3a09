package org.voxelbench.training.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.Suggestions;
import org.voxelbench.base.file.Sha256;
import org.voxelbench.base.file.TextFile;
import org.voxelbench.base.format.StrictYaml;

/** Finds, reads and hashes protocol files. */
public final class Protocols {

  /** Names of the protocols that are shipped. */
  public static final List<String> SHIPPED =
      List.of(
          "quick",
          "hippocampus",
          "hippocampus-primus",
          "real-small",
          "paper",
          "paper-cpu",
          "paper-code",
          "paper-code-cpu",
          "openmind",
          "openmind-cpu",
          "openmind-primus",
          "openmind-primus-cpu",
          "paper-public",
          "paper-public-cpu",
          "openmind-checkpoints",
          "ablation-sparsification",
          "ablation-sparsification-cpu",
          "ablation-mask-ratio",
          "ablation-mask-ratio-cpu",
          "ablation-adaptation",
          "ablation-adaptation-cpu",
          "ablation-length",
          "ablation-length-cpu");

  /** A pre-training for each seed, as in version 0.1, is not written down. */
  private static final String PRETRAINING_SEEDS = "pretrainingSeeds";

  private static final JsonMapper CANONICAL =
      JsonMapper.builder()
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private Protocols() {}

  /**
   * Loads a shipped protocol by its name, or any by its path.
   *
   * @throws BadInputException naming file, key and nearest valid key
   */
  public static Protocol load(String nameOrPath) {
    if (SHIPPED.contains(nameOrPath)) {
      return parse("protocol '" + nameOrPath + "'", shippedText(nameOrPath));
    }
    Path file = Path.of(nameOrPath);
    if (!Files.isRegularFile(file)) {
      throw new BadInputException(
          "unknown protocol '"
              + nameOrPath
              + "'"
              + Suggestions.hint(nameOrPath, SHIPPED)
              + "; give one of "
              + String.join(", ", SHIPPED)
              + ", or the path of a YAML file.");
    }
    return parse(file.toString(), TextFile.read(file));
  }

  /** Parses a protocol; the origin is named in errors. */
  public static Protocol parse(String origin, String yaml) {
    return StrictYaml.read(origin, yaml, Protocol.class);
  }

  /**
   * The text of a shipped protocol.
   *
   * @throws BadInputException naming the nearest, if there is none of that name
   */
  public static String shippedText(String name) {
    if (!SHIPPED.contains(name)) {
      throw new BadInputException(
          "no protocol '"
              + name
              + "' is shipped"
              + Suggestions.hint(name, SHIPPED)
              + "; 'voxelbench protocols' lists them.");
    }
    try (InputStream in = Protocols.class.getResourceAsStream(name + ".yaml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A method's settings: its defaults, changed as the protocol says. */
  public static <S extends Record> S settings(
      String methodId, S defaults, Map<String, Object> changes) {
    return StrictYaml.override("settings of method '" + methodId + "'", defaults, changes);
  }

  /**
   * A protocol as a file that reads back as the same: every key in the order of the records,
   * defaults written out, keys without a value left out.
   */
  public static String text(Protocol protocol) {
    return StrictYaml.text(protocol);
  }

  /** The canonical form of any part of a protocol: JSON with sorted keys, defaults written out. */
  public static String canonical(Object part) {
    try {
      return CANONICAL.writeValueAsString(part);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a protocol part can't be written as JSON", e);
    }
  }

  /**
   * The hash that every result row carries: of all but the title, the claims and the means that are
   * printed; the budget, the bound on skipped steps and the time between checkpoints, which change
   * no number of a run that comes to its end; and the methods, whose settings have hashes of their
   * own, so that adding a method leaves the others' results comparable.
   */
  public static String comparabilityHash(Protocol protocol) {
    return hash(comparable(protocol));
  }

  /**
   * What two results must share to be comparable: all but title, methods, claims, means, what may
   * end a run early, how often it is saved and how often test data may be used.
   */
  public static Map<String, Object> comparable(Protocol protocol) {
    Map<String, Object> parts =
        CANONICAL.convertValue(protocol, new TypeReference<TreeMap<String, Object>>() {});
    parts.remove("title");
    parts.remove("methods");
    parts.remove("budget");
    parts.remove("divergence");
    parts.remove("checkpoint");
    parts.remove("claims");
    parts.remove("headline");
    parts.remove("means");
    ((Map<?, ?>) parts.get("evaluation")).remove("testSettings");
    ((Map<?, ?>) parts.get("pretraining")).remove("maxSkipped");
    parts.remove(PRETRAINING_SEEDS);
    if (!protocol.seedsOfPretraining().equals(protocol.seeds())) {
      parts.put(PRETRAINING_SEEDS, protocol.seedsOfPretraining());
    }
    return parts;
  }

  /** SHA-256 of the canonical form, in hex. */
  public static String hash(Object part) {
    return Sha256.of(canonical(part));
  }
}
