package org.voxelbench.harness.nnunet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.voxelbench.harness.run.RunSettings;

/** What {@code settings.json} of a run or pre-training tells those who are handed its weights. */
record RunProvenance(JsonNode settings) {

  static RunProvenance of(Path folder) {
    return new RunProvenance(
        Files.isRegularFile(folder.resolve(RunSettings.NAME))
            ? RunSettings.read(folder)
            : MissingNode.getInstance());
  }

  /** Facts by their names; none of an imported run. */
  Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    put(facts, "Weights at the start", "/start/from");
    put(facts, "Pre-training", "/start/preTraining");
    put(facts, "Moved", "/start/moved");
    List<String> corpus = new ArrayList<>();
    settings.path("corpus").fieldNames().forEachRemaining(corpus::add);
    if (!corpus.isEmpty()) {
      facts.put("Pre-trained on", String.join(", ", corpus));
    }
    put(facts, "Seed", "/seed");
    return facts;
  }

  private void put(Map<String, String> facts, String name, String pointer) {
    String value = settings.at(pointer).asText();
    if (!value.isEmpty()) {
      facts.put(name, value);
    }
  }
}
