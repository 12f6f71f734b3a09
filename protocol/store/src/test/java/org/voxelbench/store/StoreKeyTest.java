package org.voxelbench.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.voxelbench.base.BadInputException;
import org.voxelbench.results.TrainingCases;

class StoreKeyTest {

  private static final RunKey RUN =
      new RunKey("p0123", "Task04_Hippocampus", "mae", "e89", TrainingCases.ALL, 0, 1, "torch");

  /** Expected: {@code printf 'run\nprotocol=p0123\n...' | sha256sum}. */
  @Test
  void theIdIsReadableAndEndsWithTheHashOfTheCanonicalText() {
    assertThat(RUN.canonicalText())
        .isEqualTo(
            """
            run
            protocol=p0123
            dataset=Task04_Hippocampus
            method=mae
            settings=e89
            fold=0
            seed=1
            engine=torch
            """);
    assertThat(RUN.id()).isEqualTo("mae-Task04_Hippocampus-f0-s1-2ce110780084");
    assertThat(new PreTrainingKey("p9", "mae", "e89", 1, "torch").id())
        .isEqualTo("mae-s1-b18a390c8099");
  }

  @Test
  void everyFactChangesTheId() {
    List<RunKey> others =
        List.of(
            new RunKey("q", "Task04_Hippocampus", "mae", "e89", TrainingCases.ALL, 0, 1, "torch"),
            new RunKey("p0123", "ACDC", "mae", "e89", TrainingCases.ALL, 0, 1, "torch"),
            new RunKey(
                "p0123", "Task04_Hippocampus", "spark", "e89", TrainingCases.ALL, 0, 1, "torch"),
            new RunKey(
                "p0123", "Task04_Hippocampus", "mae", "f00", TrainingCases.ALL, 0, 1, "torch"),
            new RunKey(
                "p0123", "Task04_Hippocampus", "mae", "e89", TrainingCases.of(4), 0, 1, "torch"),
            new RunKey(
                "p0123", "Task04_Hippocampus", "mae", "e89", TrainingCases.ALL, 1, 1, "torch"),
            new RunKey(
                "p0123", "Task04_Hippocampus", "mae", "e89", TrainingCases.ALL, 0, 2, "torch"),
            new RunKey(
                "p0123", "Task04_Hippocampus", "mae", "e89", TrainingCases.ALL, 0, 1, "nd4j"));
    assertThat(others).extracting(RunKey::id).doesNotContain(RUN.id()).doesNotHaveDuplicates();
  }

  @Test
  void anIdIsAlwaysOneFolderName() {
    RunKey climbing = new RunKey("p", "../../etc", "m/n", "s", TrainingCases.ALL, 0, -1, "torch");
    assertThat(climbing.id()).matches("m_n-.._.._etc-f0-s-1-[0-9a-f]{12}");
    assertThatThrownBy(() -> new RunKey("p\nq", "d", "m", "s", TrainingCases.ALL, 0, 1, "torch"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("protocol hash");
    assertThatThrownBy(() -> new RunKey("p", "d", "m", "s", TrainingCases.ALL, -1, 1, "torch"))
        .hasMessageContaining("(-1)");
  }
}
