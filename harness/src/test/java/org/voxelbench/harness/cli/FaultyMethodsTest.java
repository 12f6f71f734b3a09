package org.voxelbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.harness.console.ExitCode;
import org.voxelbench.results.ExperimentJson;
import org.voxelbench.results.ExperimentSummary;
import org.voxelbench.results.ExperimentSummary.PreTrainingNote;
import org.voxelbench.results.ResultRow;
import org.voxelbench.results.ResultsCsv;
import org.voxelbench.results.RunState;

/** Methods that throw, return NaN, never end or eat memory: the others finish, and all is told. */
class FaultyMethodsTest {

  private static final String METHOD =
      """
      package org.example;

      import java.util.*;
      import org.voxelbench.engine.*;
      import org.voxelbench.preparation.plan.Architecture;
      import org.voxelbench.training.transfer.TransferScope;
      import org.voxelbench.training.pretext.*;
      import org.voxelbench.training.network.*;

      public final class CLASS implements SslMethod<CLASS.Settings> {
        public record Settings() {}
        public MethodInfo info() {
          return new MethodInfo("ID", "A name", "A summary.", "A citation", "A licence");
        }
        public Settings defaults() {
          return new Settings();
        }
        public Optional<PretextTask> pretext(Settings settings) {
          return Optional.of(new Task());
        }

        private static final class Task implements PretextTask {
          public WeightShapes weights(Architecture backbone) {
            return WeightShapes.none();
          }
          public Map<String, NdArray> prepare(PretextBatch batch) {
            int[] size = batch.size();
            float[] images = new float[batch.samples() * batch.voxels()];
            FAULT
            return Map.of("image",
                NdArray.of(new int[] {batch.samples(), 1, size[0], size[1], size[2]}, images));
          }
          public Tensor objective(Graph graph, Backbone backbone) {
            Tensor image = graph.input("image");
            return graph.mean(graph.square(graph.sub(backbone.forward(image), image)), false);
          }
          public TransferScope transfer() {
            return TransferScope.ENCODER;
          }
        }
      }
      """;

  private static final Map<String, String> FAULTS = new LinkedHashMap<>();

  static {
    FAULTS.put("throwing", "if (true) throw new IllegalStateException(\"no idea\");");
    FAULTS.put("nan", "Arrays.fill(images, Float.NaN);");
    FAULTS.put(
        "endless",
        "while (images != null) { try { Thread.sleep(1000); } catch (InterruptedException e) { } }");
    FAULTS.put(
        "hungry",
        "List<byte[]> all = new ArrayList<>(); while (images != null) { byte[] more = new byte[1 <<"
            + " 24]; Arrays.fill(more, (byte) 1); all.add(more); }");
  }

  @TempDir private Path folder;

  private Path jar(Map<String, String> faults) throws IOException {
    PluginJars jars = new PluginJars(folder.resolve("plugins"));
    Map<String, String> sources = new LinkedHashMap<>();
    faults.forEach(
        (id, fault) ->
            sources.put(
                name(id),
                METHOD.replace("CLASS", name(id)).replace("ID", id).replace("FAULT", fault)));
    String services =
        String.join("\n", faults.keySet().stream().map(id -> "org.example." + name(id)).toList());
    return jars.jar("faulty.jar", jars.compiled("faulty", sources), services);
  }

  private static String name(String id) {
    return id.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + id.substring(1);
  }

  @Test
  void theOthersFinishAndTheReportTells() throws IOException {
    TinyBenchmark tiny = TinyBenchmark.draw(folder);
    tiny.drawCorpus();
    String protocol =
        TinyBenchmark.protocol(
                "{id: throwing}",
                "{id: nan}",
                "{id: endless}",
                "{id: hungry}",
                "{id: scratch-dynamic}",
                "{id: mae, settings: {blockSize: 8}}")
            + "budget: {hours: 0.006, memoryGiB: 1.5}\n";

    Console answer = tiny.run(protocol, "--plugins", jar(FAULTS), "--threads", 1, "--parallel", 2);

    assertThat(answer.exitCode()).as(answer.text()).isEqualTo(ExitCode.RUN_FAILED);
    List<ResultRow> rows = ResultsCsv.read(tiny.out().resolve(ResultsCsv.NAME));
    assertThat(rows).extracting(ResultRow::method).containsOnly("scratch-dynamic", "mae");
    ExperimentSummary summary = ExperimentJson.read(tiny.out().resolve(ExperimentJson.NAME));
    Map<String, PreTrainingNote> ended = new LinkedHashMap<>();
    summary.preTrainings().forEach(note -> ended.put(note.methods().get(0), note));
    assertThat(ended.get("mae").state()).isEqualTo(RunState.DONE);
    assertThat(ended.get("throwing").state()).isEqualTo(RunState.FAILED);
    assertThat(ended.get("throwing").reason()).contains("no idea");
    assertThat(ended.get("nan").state()).isEqualTo(RunState.DIVERGED);
    assertThat(ended.get("nan").reason()).contains("epoch 0, step 0", "NaN", "cases [");
    assertThat(ended.get("endless").state()).isEqualTo(RunState.OUT_OF_BUDGET);
    assertThat(ended.get("endless").reason()).contains("budget.hours");
    assertThat(ended.get("hungry").state()).isIn(RunState.OUT_OF_BUDGET, RunState.FAILED);
    assertThat(ended.get("hungry").reason()).containsAnyOf("budget.memoryGiB", "Java heap");
    String page = Files.readString(tiny.out().resolve("report/index.html"));
    for (String id : FAULTS.keySet()) {
      assertThat(page).contains(ended.get(id).state().text());
    }
    assertThat(page).contains("no idea", "budget.hours", "may use 0.006 h and 1.5 GiB of memory");
  }

  @Test
  void oneStepWithoutALossIsSkippedAndCountedAndTooManyInARowDiverge() throws IOException {
    Map<String, String> faults = new LinkedHashMap<>();
    faults.put(
        "once",
        "if (System.getProperties().putIfAbsent(\"returned\", \"NaN\") == null)"
            + " Arrays.fill(images, Float.NaN);");
    faults.put("nan", FAULTS.get("nan"));
    TinyBenchmark tiny = TinyBenchmark.draw(folder);
    tiny.drawCorpus();
    String protocol =
        TinyBenchmark.protocol("{id: once}", "{id: nan}", "{id: scratch-dynamic}")
                .replaceFirst("iterations: 1,", "iterations: 4,")
            + "divergence: {skippedSteps: 3}\n";

    Console answer = tiny.run(protocol, "--plugins", jar(faults), "--threads", 1);

    assertThat(answer.exitCode()).as(answer.text()).isEqualTo(ExitCode.RUN_FAILED);
    ExperimentSummary summary = ExperimentJson.read(tiny.out().resolve(ExperimentJson.NAME));
    PreTrainingNote once = summary.preTrainings().get(0);
    assertThat(once.state()).isEqualTo(RunState.DONE);
    assertThat(once.skippedSteps()).isEqualTo(1);
    assertThat(once.epochs().get(0).trainLoss()).isFinite();
    PreTrainingNote nan = summary.preTrainings().get(1);
    assertThat(nan.state()).isEqualTo(RunState.DIVERGED);
    assertThat(nan.reason()).contains("epoch 0, step 2, the last of 3 in a row");
    assertThat(Files.readString(tiny.out().resolve("report/index.html")))
        .contains(
            "The pre-training of A name (nan), seed 1 did not finish",
            "1 step of 1 training skipped");
  }
}
