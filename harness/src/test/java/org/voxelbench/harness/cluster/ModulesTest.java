package org.voxelbench.harness.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Environment modules are loaded before the first call of VoxelBench, as sites have them. */
class ModulesTest {

  @TempDir private Path temporary;

  /** As Lmod's, a function that reads what isn't set and calls what fails. */
  private WrittenScripts scripts(String scheduler, String module) throws IOException {
    WrittenScripts scripts =
        new WrittenScripts(
            temporary, scheduler, "{modules: [java/17, cuda/13], environment: {GREETING: hello}}");
    scripts.with("BASH_FUNC_module%%", "() { : $UNSET; false; " + module + "; }");
    scripts.program("vb", "echo \"$1 $2 $GREETING $MODULES\" >>calls");
    scripts.program("squeue", "");
    return scripts;
  }

  @ParameterizedTest
  @ValueSource(strings = {"slurm", "lsf", "pbs", "xargs"})
  void modulesThatReadWhatIsNotSetAreLoaded(String scheduler) throws Exception {
    WrittenScripts scripts = scripts(scheduler, "export MODULES=$MODULES,$2");
    scripts.submit();
    assertThat(scripts.calls()).contains("job --list hello ,java/17,cuda/13");
  }

  @ParameterizedTest
  @ValueSource(strings = {"slurm", "lsf", "pbs", "xargs"})
  void aModuleThatIsNotThereStopsTheScript(String scheduler) throws Exception {
    WrittenScripts scripts = scripts(scheduler, "[ $2 = java/17 ]");
    WrittenScripts.Answer answer = scripts.bash("submit.sh");
    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.text()).contains("the module 'cuda/13' can't be loaded here");
    assertThat(scripts.calls()).isEmpty();
  }

  /** After the modules a command that fails stops the script again. */
  @ParameterizedTest
  @ValueSource(strings = {"slurm", "lsf", "pbs"})
  void aListThatFailsStopsTheScript(String scheduler) throws Exception {
    WrittenScripts scripts = scripts(scheduler, "true");
    scripts.program("vb", "exit 2");
    assertThat(scripts.bash("submit.sh").code()).isEqualTo(2);
  }
}
