package org.voxelbench.memory;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.voxelbench.engine.Precision;
import org.voxelbench.preparation.plan.Configuration;
import org.voxelbench.preparation.plan.DatasetFingerprint;
import org.voxelbench.preparation.plan.DatasetSummary;
import org.voxelbench.preparation.plan.ExperimentPlanner;
import org.voxelbench.preparation.plan.PlannerPreset;
import org.voxelbench.preparation.plan.UNetArchitecture;
import org.voxelbench.training.protocol.FixedPlan;
import org.voxelbench.training.protocol.MethodEntry;
import org.voxelbench.training.protocol.Protocol;
import org.voxelbench.training.protocol.Protocols;

/** {@code docs/memory.md}: what each preset needs, computed from what was measured. */
record MemoryPage(BytesPerVoxel measured) {

  private static final List<String> PROTOCOLS = List.of("quick", "hippocampus", "paper");
  private static final List<PlannerPreset> PLANNERS =
      List.of(PlannerPreset.RESENC_M, PlannerPreset.RESENC_L, PlannerPreset.RESENC_XL);

  /** A head at 1 mm, larger than any of their patches. */
  private static final List<Integer> HEAD = List.of(197, 233, 189);

  private static final int PROBED_BATCH = 2;
  private static final int BYTES_OF_COPY = 2;
  private static final double GIBIBYTE = 1L << 30;

  private static final String INTRODUCTION =
      """
      # What a training step needs

      All figures of the tables are computed, not measured at their size:

          peak = 12 bytes x weights + bytes per voxel x voxels x batch

      12 bytes are weight, gradient and momentum; bf16 takes 2 more for the copy that convolutions read. The bytes per voxel hold everything else,
      which is what autograd keeps and what a step makes on its way; they were measured on the CPU as the growth of the peak between two batches
      (`docs/memory.csv`; `make memory` measures again and writes this page). Voxels are those that the network reads: VoCo's and SimCLR's crops and
      both of SwinUNETR's views count. A GPU needs some more: context, cuDNN's workspace and what its allocator can't reuse. Every cell is
      bf16 / fp32 in GiB; a dash was not measured yet.
      """;

  String text() {
    return INTRODUCTION
        + "\n## Pre-training under a protocol's fixed plan\n\n"
        + pretraining()
        + "\n## Training\n\n"
        + "The planners' rows are what they plan for heads of "
        + size(HEAD)
        + " voxels, with deep supervision.\n\n"
        + training()
        + "\n## Bytes per voxel\n\n"
        + bytesPerVoxel();
  }

  private static List<String> methods() {
    return MeasuredTasks.names().stream()
        .filter(name -> !name.equals(MeasuredTasks.SCRATCH))
        .filter(name -> !name.equals(MeasuredTasks.DEEP_SUPERVISION))
        .toList();
  }

  private String pretraining() {
    StringBuilder table = new StringBuilder();
    row(table, "protocol", "patch", "batch", String.join(" | ", methods()));
    row(table, "---", "---", "---", String.join("|", Collections.nCopies(methods().size(), "---")));
    for (String name : PROTOCOLS) {
      Protocol protocol = Protocols.load(name);
      FixedPlan plan = protocol.plans().fixed();
      int batch = protocol.pretraining().batchSize();
      String cells =
          methods().stream()
              .map(method -> cell(method, plan, batch, settings(protocol, method)))
              .collect(Collectors.joining(" | "));
      row(table, '`' + name + '`', size(plan.patchSize()), batch, cells);
    }
    return table.toString();
  }

  private static Map<String, Object> settings(Protocol protocol, String method) {
    return protocol.methods().stream()
        .filter(entry -> entry.id().equals(method))
        .findFirst()
        .map(MethodEntry::settings)
        .orElse(Map.of());
  }

  private String training() {
    StringBuilder table = new StringBuilder();
    row(table, "plan", "patch", "batch", "peak");
    row(table, "---", "---", "---", "---");
    for (String name : PROTOCOLS) {
      FixedPlan plan = Protocols.load(name).plans().fixed();
      row(
          table,
          '`' + name + "`, fixed",
          size(plan.patchSize()),
          plan.batchSize(),
          cell(MeasuredTasks.SCRATCH, plan, plan.batchSize(), Map.of()));
    }
    for (PlannerPreset preset : PLANNERS) {
      FixedPlan plan = plan(preset);
      row(
          table,
          preset.plansName(),
          size(plan.patchSize()),
          plan.batchSize(),
          cell(MeasuredTasks.DEEP_SUPERVISION, plan, plan.batchSize(), Map.of()));
    }
    return table.toString();
  }

  private static FixedPlan plan(PlannerPreset preset) {
    List<Double> millimetre = Collections.nCopies(3, 1.0);
    DatasetFingerprint fingerprint =
        new DatasetFingerprint(List.of(millimetre), List.of(HEAD), new TreeMap<>(), 1);
    DatasetSummary heads = new DatasetSummary("Heads", List.of("MRI"), 3, 1000, "NibabelIO");
    Configuration planned =
        new ExperimentPlanner(preset).plan(fingerprint, heads).configuration("3d_fullres");
    return new FixedPlan(
        millimetre,
        Arrays.stream(planned.patchSize()).boxed().toList(),
        planned.batchSize(),
        planned.architecture().features(),
        UNetArchitecture.of(planned.architecture()).blocks());
  }

  private String bytesPerVoxel() {
    StringBuilder table = new StringBuilder("bf16 / fp32\n\n");
    row(table, "task", "small network (8 to 64 features)", "ResEnc (32 to 320)");
    row(table, "---", "---", "---");
    for (String task : MeasuredTasks.names()) {
      row(
          table,
          '`' + task + '`',
          both(precision -> measured.get(MeasuredNetwork.SMALL, task, precision), "%.0f"),
          both(precision -> measured.get(MeasuredNetwork.RESENC, task, precision), "%.0f"));
    }
    return table.toString();
  }

  private String cell(String task, FixedPlan plan, int batch, Map<String, Object> settings) {
    MeasuredTask probe = MeasuredTasks.named(task, batchOf(plan, PROBED_BATCH), settings);
    double voxels = (double) probe.voxels() / PROBED_BATCH * batch;
    double weights = probe.weights().parameters();
    MeasuredNetwork network = MeasuredNetwork.of(plan);
    return both(
        precision -> {
          double each =
              StepMemory.BYTES_PER_PARAMETER + (precision == Precision.BF16 ? BYTES_OF_COPY : 0);
          return (each * weights + measured.get(network, task, precision) * voxels) / GIBIBYTE;
        },
        "%.2f");
  }

  private static FixedPlan batchOf(FixedPlan plan, int batch) {
    return plan.with(plan.patchSize(), batch);
  }

  private static String both(ToDoubleFunction<Precision> figure, String format) {
    return Stream.of(Precision.BF16, Precision.FP32)
        .mapToDouble(figure)
        .mapToObj(value -> Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value))
        .collect(Collectors.joining(" / "));
  }

  private static String size(List<Integer> patch) {
    return patch.stream().map(String::valueOf).collect(Collectors.joining("x"));
  }

  private static void row(StringBuilder table, Object... cells) {
    table.append('|');
    for (Object cell : cells) {
      table.append(' ').append(cell).append(" |");
    }
    table.append('\n');
  }
}
