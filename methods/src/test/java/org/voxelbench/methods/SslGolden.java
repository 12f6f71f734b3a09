package org.voxelbench.methods;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.voxelbench.engine.NdArray;
import org.voxelbench.training.network.GoldenCase;

/** Checks the golden files of one topic below {@code ssl}. */
public interface SslGolden {

  /** The topic that the files state, such as {@code ssl/mae}. */
  String topic();

  /** One test for each case in the file. */
  List<DynamicTest> tests(GoldenCase golden);

  /** Checks one case: its tensors by their names within it, and what the json says of it. */
  @FunctionalInterface
  interface Check {

    /** Fails if anything differs. */
    void of(Map<String, NdArray> tensors, JsonNode expected);
  }

  /** One test for each entry under {@code cases}. */
  static List<DynamicTest> each(GoldenCase golden, Check check) {
    List<DynamicTest> tests = new ArrayList<>();
    golden
        .json()
        .get("cases")
        .fields()
        .forEachRemaining(
            entry ->
                tests.add(
                    DynamicTest.dynamicTest(
                        entry.getKey(),
                        () -> check.of(golden.under(entry.getKey() + "/"), entry.getValue()))));
    return tests;
  }
}
