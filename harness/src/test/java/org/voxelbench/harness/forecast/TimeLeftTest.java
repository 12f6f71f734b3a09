package org.voxelbench.harness.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TimeLeftTest {

  private static final double REPORT = 7;

  private final AtomicLong nanos = new AtomicLong();

  private static Work work(String id, String start) {
    return new Work(id, Optional.empty(), Optional.empty(), Optional.ofNullable(start));
  }

  private static final List<Work> JOBS =
      List.of(work("p", null), work("a", "p"), work("b", "p"), work("c", null));

  private static final SortedMap<String, Double> SECONDS =
      new TreeMap<>(Map.of("p", 100.0, "a", 40.0, "b", 40.0, "c", 20.0));

  private TimeLeft foretold(int slots) {
    Forecast forecast = new Forecast(0, 0, 0, 0, 0, REPORT, 0, 0, 0, 0, SECONDS);
    return TimeLeft.of(forecast, JOBS, slots, nanos::get);
  }

  private void seconds(long passed) {
    nanos.addAndGet(passed * 1_000_000_000L);
  }

  @Test
  void itIsWhatWasForetoldUntilAJobHasEnded() {
    TimeLeft left = foretold(1);
    assertThat(left.seconds()).hasValue(200 + REPORT);
    left.begin("p");
    seconds(30);
    assertThat(left.seconds()).hasValue(170 + REPORT);
  }

  @Test
  void jobsThatTookTwiceAsLongDoubleWhatIsLeft() {
    TimeLeft left = foretold(1);
    left.begin("p");
    seconds(200);
    left.end("p", true);
    assertThat(left.ended()).isEqualTo(1);
    assertThat(left.seconds()).hasValue(2 * 100 + REPORT);
    left.begin("a");
    seconds(30);
    assertThat(left.seconds()).hasValue(50 + 80 + 40 + REPORT);
  }

  @Test
  void oneThatIsOverdueIsAboutToEnd() {
    TimeLeft left = foretold(1);
    left.begin("p");
    seconds(150);
    assertThat(left.seconds()).hasValue(100 + REPORT);
  }

  /** p: 0-100, c: 0-20; then a and b side by side. */
  @Test
  void severalSlotsShareIt() {
    assertThat(foretold(2).seconds()).hasValue(140 + REPORT);
  }

  @Test
  void whatWaitsForAFailureNeverBegins() {
    TimeLeft left = foretold(1);
    left.begin("p");
    seconds(1);
    left.end("p", false);
    assertThat(left.ended()).isEqualTo(3);
    assertThat(left.seconds()).as("a failure says nothing of speed").hasValue(20 + REPORT);
  }

  @Test
  void withoutAForecastTheFirstJobsSpeedIsTaken() {
    TimeLeft left =
        TimeLeft.of(Map.of("p", 10.0, "a", 5.0, "b", 5.0, "c", 20.0), JOBS, 1, nanos::get);
    left.begin("p");
    assertThat(left.seconds()).isEmpty();
    seconds(30);
    left.end("p", true);
    assertThat(left.seconds().orElseThrow()).isCloseTo(3 * 30, within(1e-9));
  }
}
