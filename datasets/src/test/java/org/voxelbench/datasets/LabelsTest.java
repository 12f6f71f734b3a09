package org.voxelbench.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A voxel that is painted for a region has to count as that region. */
class LabelsTest {

  private static Labels regions(List<Integer> order) {
    return new Labels(entries(), order, Set.of("whole", "core"));
  }

  private static Map<String, List<Integer>> entries() {
    Map<String, List<Integer>> entries = new LinkedHashMap<>();
    entries.put("background", List.of(0));
    entries.put("whole", List.of(1, 2, 3));
    entries.put("core", List.of(2, 3));
    entries.put("enhancing", List.of(3));
    return entries;
  }

  @Test
  void everyRegionIsPaintedWithALabelOfItsOwn() {
    assertThat(regions(List.of(1, 2, 3)).regionsClassOrder()).containsExactly(1, 2, 3);
    assertThat(regions(List.of(2, 3, 3)).regionsClassOrder()).containsExactly(2, 3, 3);
  }

  @Test
  void allPaintedLabelsThatAreUndeclaredOrOutsideTheirRegionAreNamed() {
    assertThatThrownBy(() -> regions(List.of(9, 1, 3)))
        .isInstanceOf(DatasetException.class)
        .hasMessageContainingAll(
            "'regions_class_order'",
            "9 for 'whole', but 'labels' declares [0, 1, 2, 3]",
            "1 for 'core', which is the region [2, 3]")
        .hasMessageNotContaining("'enhancing'");
    assertThatThrownBy(() -> regions(List.of(1, 0, 3))).hasMessageContaining("0 for 'core'");
    assertThatThrownBy(() -> regions(List.of(1, 2, 2))).hasMessageContaining("2 for 'enhancing'");
  }

  @Test
  void whatIsNotDeclaredIsToldFromWhatIs() {
    Map<String, List<Integer>> entries = entries();
    entries.put("ignore", List.of(4));
    Labels labels = new Labels(entries, List.of(1, 2, 3));

    assertThat(labels.declared()).containsExactly(0, 1, 2, 3, 4);
    assertThat(labels.undeclared(new TreeSet<>(Set.of(-1, 0, 3, 4, 255)))).containsExactly(-1, 255);
  }
}
