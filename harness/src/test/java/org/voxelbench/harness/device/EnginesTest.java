package org.voxelbench.harness.device;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.EngineException;
import org.voxelbench.engine.EngineOptions;
import org.voxelbench.engine.EngineProvider;
import org.voxelbench.engine.Precision;

/** Which engine {@code auto} takes, by providers that refuse to open with what they were asked. */
class EnginesTest {

  private record Provider(String id, Set<String> devices) implements EngineProvider {

    @Override
    public String description() {
      return id;
    }

    @Override
    public boolean builtForCuda() {
      return devices.contains("cuda");
    }

    @Override
    public Optional<String> unavailable(String device) {
      return devices.contains(device) ? Optional.empty() : Optional.of("no " + device);
    }

    @Override
    public Engine open(EngineOptions options) {
      throw new EngineException(id + " was opened on " + options);
    }
  }

  private static void opens(String expected, String device, EngineProvider... providers) {
    EngineOptions options = new EngineOptions(device, Optional.of(Precision.FP32), 3);
    assertThatThrownBy(() -> new Engines(List.of(providers)).open("auto", options))
        .hasMessageContaining(expected);
  }

  @Test
  void autoTakesTorchWhereBothServe() {
    EngineProvider torch = new Provider("torch", Set.of("cpu", "cuda"));
    EngineProvider nd4j = new Provider("nd4j", Set.of("cpu", "cuda"));
    opens("torch was opened on EngineOptions[device=cuda", "auto", nd4j, torch);
    opens("torch was opened on EngineOptions[device=cpu", "cpu", nd4j, torch);
  }

  @Test
  void autoTakesTheGpuThatOnlyNd4jHasCodeForBeforeTheCpu() {
    EngineProvider torch = new Provider("torch", Set.of("cpu"));
    opens(
        "nd4j was opened on EngineOptions[device=cuda",
        "auto",
        torch,
        new Provider("nd4j", Set.of("cuda")));
    opens(
        "torch was opened on EngineOptions[device=cpu",
        "auto",
        torch,
        new Provider("nd4j", Set.of("cpu")));
  }

  @Test
  void autoSaysWhyNoGpuIsTaken() {
    EngineProvider torch = new Provider("torch", Set.of("cpu"));
    EngineProvider nd4j = new Provider("nd4j", Set.of("cpu"));
    String reasons = "no GPU can be used (torch on cuda: no cuda; nd4j on cuda: no cuda)";
    opens("deviceReason=" + reasons, "auto", nd4j, torch);
    opens("deviceReason=it was asked for", "cpu", nd4j, torch);
    opens("deviceReason=it is the first GPU", "auto", new Provider("torch", Set.of("cuda")));
  }

  @Test
  void anEngineThatWasNamedSaysTheSame() {
    EngineOptions auto = new EngineOptions("auto", Optional.empty(), 0);
    Engines engines = new Engines(List.of(new Provider("nd4j", Set.of("cpu"))));
    assertThatThrownBy(() -> engines.open("nd4j", auto))
        .hasMessageContaining("device=cpu")
        .hasMessageContaining("no GPU can be used (nd4j on cuda: no cuda)");
  }

  @Test
  void oneOfSeveralDevicesThatIsNotThereIsRefused() {
    Engines engines = new Engines(List.of(new Provider("torch", Set.of("cuda:0", "cuda:1"))));
    engines.refuseUnavailable("torch", List.of("cuda:0", "cuda:1"));
    assertThatThrownBy(() -> engines.refuseUnavailable("torch", List.of("cuda:1", "cuda:2")))
        .isInstanceOf(EngineException.class)
        .hasMessage("the engine torch can't serve the device 'cuda:2': no cuda:2.");
  }

  @Test
  void autoNamesEveryReason() {
    opens("(nd4j on cuda:1: no cuda:1)", "cuda:1", new Provider("nd4j", Set.of("cpu")));
    opens("none is installed", "auto");
  }
}
