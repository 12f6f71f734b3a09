package org.voxelbench.harness.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.voxelbench.base.BadInputException;
import org.voxelbench.store.RunFolder;
import org.voxelbench.store.TrainingLog;

/** Tracking is an onlooker: whatever happens to it, nothing happens to the training. */
class TrackingTest {

  private final Logger logger = (Logger) LoggerFactory.getLogger(Tracking.class);
  private final ListAppender<ILoggingEvent> said = new ListAppender<>();

  @TempDir private Path results;
  private RunFolder run;

  @BeforeEach
  void begin() {
    run = TrackedFixture.begun(results);
    said.start();
    logger.addAppender(said);
  }

  @AfterEach
  void end() {
    logger.detachAppender(said);
  }

  private static Tracking all() {
    return new Tracking(EnumSet.allOf(TrackingFormat.class), "mine");
  }

  private List<String> warnings() {
    return said.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @Test
  void withoutTrackingNothingIsWritten() throws IOException {
    Tracking none = new Tracking(Set.of(), "mine");
    assertThat(none.follow(run)).isSameAs(run);
    TrackedFixture.train(run, 0, 2);
    TrackedFixture.fail(run, 2);
    none.end(run);

    assertThat(ReadEvents.files(run.path())).isEmpty();
    assertThat(results.resolve("mlruns")).doesNotExist();
  }

  @Test
  void whatCannotBeWrittenIsSaidOnceAndTheTrainingGoesOn() throws IOException {
    Path inTheWay = Files.writeString(results.resolve("mlruns"), "no folder");
    Tracking tracking = all();
    TrackedFixture.train(tracking.follow(run), 0, 3);
    TrackedFixture.fail(run, 3);
    tracking.end(run);

    assertThat(run.epochs()).isEqualTo(TrackedFixture.epochs(3));
    assertThat(ReadEvents.of(run.path()).scalars().get("loss/train"))
        .as("the other format is told all")
        .hasSize(3);
    assertThat(warnings()).hasSize(1);
    assertThat(warnings().get(0)).contains(run.id(), "can't write '" + inTheWay);
    assertThat(inTheWay).hasContent("no folder");
    assertThatThrownBy(() -> all().export(run))
        .as("who asks for it after the fact is told")
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(inTheWay.toString());
  }

  @Test
  void aFileThatGoesAwayMeanwhileIsSaidOnceAndMadeAtTheEnd() throws IOException {
    Tracking tracking = new Tracking(Set.of(TrackingFormat.TENSORBOARD), "mine");
    TrainingLog log = tracking.follow(run).trainingLog(0);
    log.add(TrackedFixture.epoch(0));
    Files.delete(ReadEvents.files(run.path()).get(0));
    log.add(TrackedFixture.epoch(1));
    log.add(TrackedFixture.epoch(2));
    TrackedFixture.fail(run, 3);
    tracking.end(run);

    assertThat(warnings()).hasSize(1);
    assertThat(ReadEvents.of(run.path()).scalars().get("loss/train")).hasSize(3);
  }
}
