package org.voxelbench.docs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.voxelbench.preparation.plan.NetworkChoice;

/** Every key of a protocol file: for people as tables, for editors as a JSON Schema. */
final class ProtocolReference {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final ProtocolKeys protocol;
  private final Map<String, KeyGroup> methods;

  /** Of the project in that folder. */
  ProtocolReference(Path project) {
    RecordComments comments = new RecordComments(new SourceTree(project));
    protocol = new ProtocolKeys(comments);
    methods = new MethodKeys(comments).groups();
  }

  /** The tables, as Markdown. */
  String tables() {
    return protocol.groups().stream().map(KeyGroup::section).collect(Collectors.joining("\n"))
        + "\n## Settings of the methods\n\n"
        + methods.values().stream().map(KeyGroup::section).collect(Collectors.joining("\n"));
  }

  /** The schema, of draft 7, which editors know best. */
  String schema() {
    ObjectNode schema = JSON.createObjectNode();
    schema.put("$schema", "http://json-schema.org/draft-07/schema#");
    schema.put("title", "Protocol of VoxelBench");
    schema.setAll(protocol.file().schema());
    ObjectNode method = (ObjectNode) schema.at("/properties/methods/items");
    offerIds((ObjectNode) method.at("/properties/id"));
    ArrayNode rules = method.putArray("allOf");
    methods.forEach((id, settings) -> rules.add(rule(id, settings)));
    needNetworks((ObjectNode) schema.at("/properties/plans/properties/fixed"));
    try {
      return JSON.writeValueAsString(schema) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the schema can't be written", e);
    }
  }

  /** A U-Net needs features and blocks; a transformer whose name says no size needs that. */
  private static void needNetworks(ObjectNode fixed) {
    ArrayNode rules = fixed.putArray("allOf");
    ObjectNode unet = rules.addObject();
    ArrayNode words =
        unet.putObject("if").putObject("properties").putObject("network").putArray("enum");
    Arrays.stream(NetworkChoice.values())
        .filter(network -> network.unet().isPresent())
        .forEach(network -> words.add(network.word()));
    unet.putObject("then").putArray("required").add("features").add("blocks");
    ObjectNode transformer = rules.addObject();
    ObjectNode condition = transformer.putObject("if");
    condition
        .putObject("properties")
        .putObject("network")
        .put("const", NetworkChoice.PRIMUS.word());
    condition.putArray("required").add("network");
    transformer.putObject("then").putArray("required").add("transformer");
  }

  /** Those built in are offered; a plugin's is any text. */
  private void offerIds(ObjectNode id) {
    ObjectNode builtIn = JSON.createObjectNode();
    methods.keySet().forEach(builtIn.putArray("enum")::add);
    id.putArray("anyOf").add(builtIn).addObject().put("type", "string");
  }

  private static ObjectNode rule(String id, KeyGroup settings) {
    ObjectNode rule = JSON.createObjectNode();
    ObjectNode condition = rule.putObject("if");
    condition.putObject("properties").putObject("id").put("const", id);
    condition.putArray("required").add("id");
    rule.putObject("then").putObject("properties").set("settings", settings.schema());
    return rule;
  }
}
