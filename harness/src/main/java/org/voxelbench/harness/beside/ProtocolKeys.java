package org.voxelbench.harness.beside;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.voxelbench.harness.experiment.JsonLeaves;
import org.voxelbench.training.protocol.DatasetEntry;
import org.voxelbench.training.protocol.MethodEntry;
import org.voxelbench.training.protocol.Protocol;
import org.voxelbench.training.protocol.Protocols;

/**
 * What a protocol says, by key, as it matters where networks stand side by side.
 *
 * @param evaluation the policies of evaluation
 * @param settings all else but the data sets' cases and splits, which rows tell; of data sets under
 *     {@code datasets.NAME.}, of methods under {@code methods.LABEL.}
 */
record ProtocolKeys(SortedMap<String, String> evaluation, SortedMap<String, String> settings) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String EVALUATION = "evaluation.";

  /** A name of its own says nothing of a protocol. */
  private static final List<String> ELSEWHERE = List.of("name", "datasets");

  static ProtocolKeys of(Protocol protocol) {
    SortedMap<String, String> evaluation = new TreeMap<>();
    SortedMap<String, String> settings = new TreeMap<>();
    leaves(Protocols.comparable(protocol))
        .forEach(
            (key, value) -> (key.startsWith(EVALUATION) ? evaluation : settings).put(key, value));
    settings.keySet().removeAll(ELSEWHERE);
    for (DatasetEntry entry : protocol.datasets()) {
      if (entry.spacing() != null) {
        settings.put("datasets." + entry.name() + ".spacing", entry.spacing().toString());
      }
    }
    for (MethodEntry entry : protocol.methods()) {
      leaves(entry)
          .forEach((key, value) -> settings.put("methods." + entry.label() + "." + key, value));
    }
    return new ProtocolKeys(evaluation, settings);
  }

  private static Map<String, String> leaves(Object part) {
    JsonNode document = JSON.valueToTree(part);
    Map<String, String> leaves = JsonLeaves.of(document);
    leaves.values().removeIf("null"::equals);
    return leaves;
  }
}
