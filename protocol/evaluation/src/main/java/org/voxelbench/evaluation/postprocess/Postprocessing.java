package org.voxelbench.evaluation.postprocess;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.nio.file.Path;
import java.util.List;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.format.FileSchema;
import org.voxelbench.base.format.StampedJson;
import org.voxelbench.datasets.LabelMap;

/**
 * What was decided on the validation cases, and on which numbers; {@code postprocessing.json}.
 *
 * @param connectivity neighbours of a voxel: 26
 * @param cases cases it was decided on
 * @param missing those of them without a prediction, which count as 0
 * @param trials what was tried, in this order
 */
@JsonPropertyOrder({"connectivity", "cases", "missing", "trials"})
public record Postprocessing(
    @JsonProperty("connectivity") int connectivity,
    @JsonProperty("cases") List<String> cases,
    @JsonProperty("missing") List<String> missing,
    @JsonProperty("trials") List<Trial> trials) {

  /** The file's name. */
  public static final String NAME = "postprocessing.json";

  private static final StampedJson JSON = new StampedJson(new FileSchema(1, 2));
  static final int CONNECTIVITY = 26;

  public Postprocessing {
    cases = List.copyOf(cases);
    missing = List.copyOf(missing);
    trials = List.copyOf(trials);
    if (connectivity != CONNECTIVITY) {
      throw new BadInputException(
          "a post-processing has the connectivity "
              + connectivity
              + ", but components are made of 26 neighbours; determine it anew.");
    }
  }

  /** The accepted steps, in order. */
  public List<KeepLargest> steps() {
    return trials.stream().filter(Trial::accepted).map(Trial::step).toList();
  }

  /** A prediction with every accepted step applied. */
  public LabelMap apply(LabelMap prediction) {
    LabelMap map = prediction;
    for (KeepLargest step : steps()) {
      map = step.apply(map);
    }
    return map;
  }

  /** Writes the decision whole or not at all. */
  public void write(Path file) {
    JSON.write(file, this);
  }

  /**
   * Reads a decision.
   *
   * @throws BadInputException naming file, line and key, if it is damaged
   */
  public static Postprocessing read(Path file) {
    return JSON.read(file, Postprocessing.class);
  }
}
