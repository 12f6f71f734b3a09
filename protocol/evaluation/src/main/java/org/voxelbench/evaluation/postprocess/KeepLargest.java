package org.voxelbench.evaluation.postprocess;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.voxelbench.base.BadInputException;
import org.voxelbench.datasets.LabelMap;

/**
 * Keeps the largest component of the union of some labels; their other voxels become background.
 *
 * @param name what the labels are, such as a class
 * @param labels label values
 */
@JsonPropertyOrder({"name", "labels"})
public record KeepLargest(
    @JsonProperty("name") String name, @JsonProperty("labels") List<Integer> labels) {

  public KeepLargest {
    labels = List.copyOf(labels);
    for (int label : labels) {
      if (label < 1 || label > Short.MAX_VALUE) {
        throw new BadInputException(
            "'" + name + "' has the label " + label + ", which is outside 1 to 32767.");
      }
    }
  }

  /** The label map without the smaller components; the one given is left as it is. */
  public LabelMap apply(LabelMap map) {
    boolean[] wanted = new boolean[Short.MAX_VALUE + 1];
    labels.forEach(label -> wanted[label] = true);
    short[] kept = map.labels().clone();
    boolean[] mask = new boolean[kept.length];
    for (int voxel = 0; voxel < kept.length; voxel++) {
      mask[voxel] = kept[voxel] > 0 && wanted[kept[voxel]];
    }
    boolean[] largest = ConnectedComponents.largest(map.geometry().size(), mask);
    for (int voxel = 0; voxel < kept.length; voxel++) {
      if (mask[voxel] && !largest[voxel]) {
        kept[voxel] = 0;
      }
    }
    return new LabelMap(map.geometry(), kept);
  }
}
