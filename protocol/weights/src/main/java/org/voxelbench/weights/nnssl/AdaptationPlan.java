package org.voxelbench.weights.nnssl;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.format.JsonFields;

/**
 * How a checkpoint of nnssl is to be fine-tuned: {@code nnssl_adaptation_plan}.
 *
 * @param architecture the network it was trained as
 * @param pretraining the data plan it was trained under
 * @param inputChannels channels of the images it was trained on
 * @param downstreamPatch the recommended patch, voxels {@code [D, H, W]}
 * @param keys where its parts lie among the weights
 * @param citations what to cite; empty if the plan names nothing
 */
public record AdaptationPlan(
    ArchitecturePlan architecture,
    PretrainingPlan pretraining,
    int inputChannels,
    List<Integer> downstreamPatch,
    WeightKeys keys,
    List<Citation> citations) {

  /** Its key in a checkpoint. */
  public static final String KEY = "nnssl_adaptation_plan";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final String ARCHITECTURE = "architecture_plans";
  private static final String PRETRAINING = "pretrain_plan";
  private static final String CHANNELS = "pretrain_num_input_channels";
  private static final String PATCH = "recommended_downstream_patchsize";
  private static final String CITATIONS = "citations";

  /** Rejects a patch that is none. */
  public AdaptationPlan {
    downstreamPatch = List.copyOf(downstreamPatch);
    citations = List.copyOf(citations);
    if (downstreamPatch.size() != 3 || downstreamPatch.stream().anyMatch(size -> size < 1)) {
      throw new BadInputException(
          "the adaptation plan's '"
              + PATCH
              + "' is "
              + downstreamPatch
              + ", expected three voxel counts.");
    }
    if (inputChannels < 1) {
      throw new BadInputException(
          "the adaptation plan's '" + CHANNELS + "' is " + inputChannels + ", expected 1 or more.");
    }
  }

  /**
   * Reads a plan as a checkpoint holds it.
   *
   * @param where names the file in an error
   * @param plain maps with texts as keys, lists, texts, numbers, booleans and null
   * @throws BadInputException naming the key that is missing or can't be used
   */
  public static AdaptationPlan of(String where, Map<String, Object> plain) {
    try {
      return read(new JsonFields(where, MAPPER.valueToTree(plain)));
    } catch (IllegalArgumentException e) {
      throw new BadInputException(
          where + ": the adaptation plan holds a value that is neither text nor number.", e);
    }
  }

  /**
   * Reads a plan as {@code adaptation_plan.json} holds it.
   *
   * @throws BadInputException naming the key that is missing or can't be used
   */
  public static AdaptationPlan read(JsonFields json) {
    return new AdaptationPlan(
        ArchitecturePlan.read(json.object(ARCHITECTURE), json.integers(PATCH)),
        PretrainingPlan.read(json.object(PRETRAINING)),
        json.integer(CHANNELS),
        json.integers(PATCH),
        WeightKeys.read(json),
        json.has(CITATIONS) ? Citation.read(json, CITATIONS) : List.of());
  }

  /** The plan as nnssl writes it. */
  public ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.set(ARCHITECTURE, architecture.toJson());
    json.set(PRETRAINING, pretraining.toJson());
    json.put(CHANNELS, inputChannels);
    ArrayNode patch = json.putArray(PATCH);
    downstreamPatch.forEach(patch::add);
    keys.write(json);
    ArrayNode cited = json.putArray(CITATIONS);
    citations.forEach(citation -> cited.add(citation.toJson()));
    return json;
  }
}
