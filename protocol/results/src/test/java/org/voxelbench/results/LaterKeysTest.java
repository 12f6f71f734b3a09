package org.voxelbench.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.format.StrictJson;

/** A file may be older than the keys that are named, and than no other. */
class LaterKeysTest {

  private static final Map<String, Object> LATER = Map.of("/inner/late", 7, "/name", "unknown");

  record Inner(double early, int late) {}

  record Outer(Inner inner, String name) {}

  private static Outer read(String text) {
    return StrictJson.parse("the text", text, Outer.class, LATER);
  }

  @Test
  void whatIsMissingIsFilledAndWhatIsThereIsKept() {
    assertThat(read("{\"inner\": {\"early\": NaN}}"))
        .isEqualTo(new Outer(new Inner(Double.NaN, 7), "unknown"));
    assertThat(read("{\"inner\": {\"early\": 1, \"late\": 2}, \"name\": \"n\"}"))
        .isEqualTo(new Outer(new Inner(1, 2), "n"));
  }

  @Test
  void anyOtherFaultIsStillOne() {
    assertRefused("{\"inner\": {\"late\": 2}}", "'inner.early' is missing");
    assertRefused("{\"name\": \"n\"}", "'inner' is missing");
    assertRefused("{\"inner\": {\"early\": 1, \"odd\": 2}}", "'inner.odd' is unknown");
    assertRefused("{\"inner\": {\"early\": 1, \"early\": 2}}", "not JSON");
    assertRefused("{\"inner\": {\"early\": 1, \"late\": null}}", "'inner.late'");
    assertRefused("{\"inner\"", "not JSON");
  }

  private static void assertRefused(String text, String reason) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("the text")
        .hasMessageContaining(reason);
  }
}
