package org.voxelbench.preparation.fingerprint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.ProgramVersion;
import org.voxelbench.datasets.memory.DatasetMemory;
import org.voxelbench.datasets.memory.Inquiry;
import org.voxelbench.datasets.memory.Topic;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.preparation.plan.DatasetFingerprint;
import org.voxelbench.preparation.plan.PlanJson;

/** The fingerprint of a labelled data set as a whole, as long as none of its files changes. */
final class RememberedFingerprint {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final DatasetMemory memory;
  private final Inquiry inquiry;

  RememberedFingerprint(RawDataset dataset, DatasetMemory memory) {
    this.memory = memory;
    List<RawCase> cases = dataset.trainingCases();
    List<Path> files = cases.stream().flatMap(raw -> raw.files().stream()).toList();
    String question =
        String.join(
            "\0",
            ProgramVersion.current(),
            cases.get(0).reader().name(),
            String.valueOf(cases.size()),
            dataset.channelNames().toString());
    this.inquiry = memory.ask(question, files);
  }

  Optional<DatasetFingerprint> recall() {
    return memory
        .recall(Topic.FINGERPRINT, inquiry)
        .map(text -> PlanJson.readFingerprint("the remembered fingerprint", tree(text)));
  }

  DatasetFingerprint remember(DatasetFingerprint found) {
    memory.remember(Topic.FINGERPRINT, inquiry, PlanJson.toJson(found).toString());
    return found;
  }

  private static JsonNode tree(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new BadInputException("a remembered fingerprint is no JSON; use --rehash.", e);
    }
  }
}
