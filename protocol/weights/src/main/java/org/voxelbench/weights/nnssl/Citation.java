package org.voxelbench.weights.nnssl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.voxelbench.base.format.JsonFields;

/**
 * What to cite for one thing that went into a checkpoint.
 *
 * @param type what it is, such as {@code Framework} or {@code Dataset}
 * @param name its name
 * @param references the papers, one text each
 */
public record Citation(String type, String name, List<String> references) {

  private static final String APA = "apa_citations";
  private static final String BIBTEX = "bibtex_citations";

  public Citation {
    references = List.copyOf(references);
  }

  static List<Citation> read(JsonFields json, String key) {
    List<Citation> citations = new ArrayList<>();
    for (JsonNode entry : json.array(key)) {
      JsonFields fields = new JsonFields(json.where() + "." + key, entry);
      citations.add(
          new Citation(
              fields.has("type") ? fields.text("type") : "",
              fields.has("name") ? fields.text("name") : "",
              Stream.of(APA, BIBTEX)
                  .filter(fields::has)
                  .findFirst()
                  .map(fields::texts)
                  .orElse(List.of())));
    }
    return citations;
  }

  ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("type", type);
    json.put("name", name);
    ArrayNode papers = json.putArray(APA);
    references.forEach(papers::add);
    return json;
  }
}
