package org.voxelbench.harness.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PBS's scripts in a real bash. */
class PbsScriptTest {

  @TempDir private Path temporary;
  private WrittenScripts scripts;

  @BeforeEach
  void layOut() throws IOException {
    scripts = new WrittenScripts(temporary, "pbs", "cpus: 8");
    scripts.program("qselect", "");
    scripts.program("qsub", "echo qsub \"$@\" >>calls; echo $((100 + $(grep -c qsub calls))).host");
  }

  @Test
  void everyJobIsToldWhatItIs() throws Exception {
    scripts.left(scripts.training() + " 2 c\nreport 0 report\n");
    scripts.submit();
    assertThat(scripts.calls("qsub"))
        .containsExactly(
            "qsub -N vb-12345678-%1$s-2 -o logs/%1$s-2.pbs".formatted(scripts.training())
                + " -v VOXELBENCH_JOB=c,VOXELBENCH_INDEX=2 "
                + scripts.training()
                + ".sh",
            "qsub -N vb-12345678-report-0 -o logs/report-0.pbs"
                + " -v VOXELBENCH_JOB=report,VOXELBENCH_INDEX=0"
                + " -W depend=afterany:101.host report.sh");
  }

  /** PBS starts a job in the home of its user. */
  @Test
  void aJobWorksInTheFolderOfItsScriptsAndGoesOnInItsLog() throws Exception {
    scripts.with("VOXELBENCH_JOB", "prepare");
    scripts.with("VOXELBENCH_INDEX", "0");
    scripts.program("vb", "echo \"$2 in $PWD\"");
    for (int start = 0; start < 2; start++) {
      assertThat(scripts.bash("-c", "cd /; exec bash \"$OLDPWD/prepare.sh\"").code()).isZero();
    }
    assertThat(Files.readAllLines(scripts.folder().resolve("logs/prepare-0.log")))
        .isEqualTo(List.of("prepare in " + scripts.folder(), "prepare in " + scripts.folder()));
  }
}
