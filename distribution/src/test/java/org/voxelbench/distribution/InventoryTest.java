package org.voxelbench.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the check of an SBOM has to find, on a small one. */
class InventoryTest {

  private static final String SBOM =
      """
      {"components": [
        {"name": "a", "version": "1", "purl": "pkg:maven/g/a@1?type=jar",
         "hashes": [{"alg": "MD5", "content": "0"}, {"alg": "SHA-256", "content": "aa"}],
         "licenses": [{"license": {"id": "MIT", "text": {"encoding": "base64", "content": "TUlU"}}},
                      {"license": {"name": "Own", "url": "https://example.org/own"}},
                      {"expression": "EPL-2.0 OR MIT"}]},
        {"name": "a", "version": "1", "purl": "pkg:maven/g/a@1?classifier=linux-x86_64&type=jar",
         "hashes": [{"alg": "SHA-256", "content": "bb"}]}]}
      """;

  private static Sbom sbom() throws IOException {
    return Sbom.parse(SBOM.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void equalListsDoNotDiffer() throws IOException {
    assertThat(
            new Inventory(Map.of("a-1.jar", "aa", "a-1-linux-x86_64.jar", "bb"))
                .differences(sbom()))
        .isEmpty();
  }

  @Test
  void missingSurplusAndChangedJarsAreNamed() throws IOException {
    assertThat(new Inventory(Map.of("a-1.jar", "cc", "b-2.jar", "bb")).differences(sbom()))
        .containsExactly(
            "a-1.jar has another SHA-256 than the one that is listed.",
            "a-1-linux-x86_64.jar is listed, but isn't there or is listed twice.",
            "b-2.jar isn't listed.");
  }

  @Test
  void licencesAreReadByIdentifierNameAndExpression() throws IOException {
    assertThat(sbom().components().get(0).licences())
        .containsExactly(
            new Licence("MIT", "", "MIT"),
            new Licence("Own", "https://example.org/own", ""),
            new Licence("EPL-2.0 OR MIT", "", ""));
  }
}
