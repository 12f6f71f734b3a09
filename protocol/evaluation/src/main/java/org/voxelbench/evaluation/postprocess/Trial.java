package org.voxelbench.evaluation.postprocess;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * A step that was tried on top of those accepted before.
 *
 * @param step what was tried
 * @param accepted whether it helps
 * @param before Dice without it
 * @param after Dice with it
 */
@JsonPropertyOrder({"step", "accepted", "before", "after"})
public record Trial(
    @JsonProperty("step") KeepLargest step,
    @JsonProperty("accepted") boolean accepted,
    @JsonProperty("before") ClassDice before,
    @JsonProperty("after") ClassDice after) {}
