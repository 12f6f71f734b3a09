package org.voxelbench.training.protocol;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.voxelbench.training.pretext.DownstreamPlan;

/**
 * A method under some settings.
 *
 * @param id the method's id, as {@code make methods} lists it
 * @param label its name in tables where one method runs under several settings; null for the id
 * @param settings settings that differ from the method's defaults; null for none
 * @param adapted recipe in place of the protocol's, for an ablation; null for the protocol's
 * @param pretrainingLength length of its pre-training in place of the protocol's; null for the
 *     protocol's
 * @param trainingLength length of its training on labelled data in place of the protocol's; null
 *     for the protocol's
 * @param plan the plan of its training on labelled data: {@code fixed} (of pre-training), {@code
 *     dynamic} (nnU-Net's for the data set) or {@code no-resampling} (of pre-training, but every
 *     case at its own spacing); null for the method's own
 */
public record MethodEntry(
    String id,
    String label,
    Map<String, Object> settings,
    Recipe adapted,
    Length pretrainingLength,
    @JsonInclude(NON_NULL) Length trainingLength,
    @JsonInclude(NON_NULL) DownstreamPlan plan) {

  public MethodEntry {
    Checks.name("methods.id", id);
    label = label == null ? id : label;
    Checks.name("methods.label", label);
    settings = settings == null ? Map.of() : Map.copyOf(settings);
  }
}
