package org.voxelbench.datasets.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.datasets.raw.RawCase;

class CaseIdsTest {

  @Test
  void anOrdinaryPathIsReadableInItsId() {
    assertThat(CaseIds.of("ds000001/sub-01/anat/sub-01_T1w"))
        .isEqualTo("ds000001__sub-01__anat__sub-01_T1w");
    assertThat(CaseIds.of("scan_0001")).isEqualTo("scan_0001");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sub-01/NAME__Data/map",
        ".hidden/scan",
        "a\\b/c",
        "a:b/c",
        "tab\there/c",
        "a_/b",
        "a/_b"
      })
  void oneThatCanNotBeANameEndsInItsHash(String path) {
    String id = CaseIds.of(path);
    assertThat(RawCase.isId(id)).isTrue();
    assertThat(id).matches(".*-[0-9a-f]{12}").doesNotContain("\\", ":", "\t");
  }

  /** {@code a/b_/c}, {@code a/b/_c} and {@code a__b/c} would all be {@code a__b___c} or so. */
  @Test
  void noTwoPathsShareAnId() {
    RandomStream random = new RandomStreams(1).stream("paths");
    Set<String> paths = new HashSet<>();
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < 20_000; i++) {
      StringBuilder path = new StringBuilder("x");
      for (int part = 0; part < 6; part++) {
        path.append(random.nextInt(3) == 0 ? "/" : "_").append(random.nextInt(2) == 0 ? "" : "x");
      }
      paths.add(path.append("x").toString().replaceAll("/+", "/"));
    }
    paths.forEach(path -> ids.add(CaseIds.of(path)));
    assertThat(ids).hasSameSizeAs(paths);
  }

  @Test
  void aLongPathFitsTheNameOfAFile() {
    for (String part : new String[] {"folder", "ordner-\u00e4", "\u6587\u4ef6", "\ud83e\udde0"}) {
      String id = CaseIds.of((part + "/").repeat(80) + "scan");
      assertThat(id.getBytes(StandardCharsets.UTF_8).length).isBetween(100, 120);
      assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(id)).as("no half letters").isTrue();
      assertThat(id).isNotEqualTo(CaseIds.of((part + "/").repeat(80) + "other"));
    }
  }
}
