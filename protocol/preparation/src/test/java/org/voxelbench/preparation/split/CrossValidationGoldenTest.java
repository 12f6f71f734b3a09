package org.voxelbench.preparation.split;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.voxelbench.preparation.preprocess.Golden;

class CrossValidationGoldenTest {

  @TestFactory
  List<DynamicTest> foldsEqualTheReference() throws Exception {
    JsonNode cases = Golden.json(Golden.golden("schedule", "splits.json")).get("cases");
    return cases.properties().stream()
        .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> check(entry.getValue())))
        .toList();
  }

  private static void check(JsonNode json) {
    ObjectMapper mapper = new ObjectMapper();
    List<String> ids =
        new ArrayList<>(List.of(mapper.convertValue(json.get("identifiers"), String[].class)));
    Collections.shuffle(ids, new Random(1));
    List<Split> folds = new CrossValidation(ids, Grouping.none()).folds();
    List<String> sorted = ids.stream().sorted().toList();
    JsonNode held = json.get("val_indices");
    assertThat(folds).hasSize(held.size());
    for (int fold = 0; fold < folds.size(); fold++) {
      int[] indices = mapper.convertValue(held.get(fold), int[].class);
      assertThat(folds.get(fold).val())
          .containsExactlyElementsOf(Arrays.stream(indices).mapToObj(sorted::get).toList());
    }
    for (int fold = 0; fold < json.path("splits").size(); fold++) {
      JsonNode expected = json.get("splits").get(fold);
      assertThat(folds.get(fold).train())
          .containsExactly(mapper.convertValue(expected.get("train"), String[].class));
      assertThat(folds.get(fold).val())
          .containsExactly(mapper.convertValue(expected.get("val"), String[].class));
    }
  }
}
