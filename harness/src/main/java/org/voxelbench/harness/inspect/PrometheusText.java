package org.voxelbench.harness.inspect;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.voxelbench.base.format.Decimals;
import org.voxelbench.results.RunState;
import org.voxelbench.store.EpochRow;

/**
 * A {@link Status} in Prometheus' text format 0.0.4, as the text-file collector of node_exporter
 * reads it; what is not known has no sample.
 */
public final class PrometheusText {

  private static final String GAUGE = "gauge";
  private static final String COUNTER = "counter";

  private final Status status;
  private final Map<String, String> common = new LinkedHashMap<>();
  private final StringBuilder text = new StringBuilder();

  private PrometheusText(Status status, StoredExperiment experiment) {
    this.status = status;
    common.put(
        "results", experiment.folders().store().folder().toAbsolutePath().normalize().toString());
    common.put("protocol", experiment.experiment().protocol().name());
  }

  /** The text, which ends with a line end. */
  public static String of(StoredExperiment experiment, Status status) {
    PrometheusText made = new PrometheusText(status, experiment);
    made.jobs();
    made.totals();
    made.runs();
    return made.text.toString();
  }

  private void jobs() {
    head("voxelbench_jobs", GAUGE, "Runs and pre-trainings by where they stand.");
    Map<String, Integer> counts = status.counts();
    Stream.concat(
            Stream.of(RunState.values()).map(RunState::text), Stream.of(StatusRow.INTERRUPTED))
        .forEach(
            state ->
                sample("voxelbench_jobs", Map.of("state", state), counts.getOrDefault(state, 0)));
  }

  private void totals() {
    total("voxelbench_epochs_total", COUNTER, "Epochs done.", status.sum(StatusRow::epochs));
    total("voxelbench_epochs_planned", GAUGE, "Epochs in all.", status.sum(StatusRow::planned));
    total(
        "voxelbench_spent_seconds_total",
        COUNTER,
        "Time of all runs and pre-trainings so far.",
        status.sum(StatusRow::seconds));
    total(
        "voxelbench_energy_joules_total",
        COUNTER,
        "Energy of what is done, where the machine tells.",
        status.sum(StatusRow::joules));
    total(
        "voxelbench_left_seconds",
        GAUGE,
        "Time until the end, as far as it is known.",
        status.left());
    total(
        "voxelbench_left_unknown_jobs",
        GAUGE,
        "Runs and pre-trainings of which nobody knows how long they take.",
        status.unknown());
  }

  private void runs() {
    perRun("voxelbench_run_epochs", "Epochs done.", StatusRow::epochs);
    perRun("voxelbench_run_epochs_planned", "Epochs in all.", StatusRow::planned);
    perRun("voxelbench_run_spent_seconds", "Time so far.", StatusRow::seconds);
    perRun(
        "voxelbench_run_left_seconds",
        "Time that it still needs.",
        row -> status.left(row).orElse(Double.NaN));
    latest("voxelbench_run_train_loss", "Mean training loss.", EpochRow::trainLoss);
    latest("voxelbench_run_validation_loss", "Mean validation loss.", EpochRow::validationLoss);
    latest("voxelbench_run_pseudo_dice", "Dice of validation patches.", EpochRow::pseudoDice);
  }

  private void latest(String name, String help, ToDoubleFunction<EpochRow> value) {
    perRun(
        name,
        help.replace(".", " of the latest epoch."),
        row -> row.last().map(value::applyAsDouble).orElse(Double.NaN));
  }

  private void perRun(String name, String help, ToDoubleFunction<StatusRow> value) {
    head(name, GAUGE, help);
    for (StatusRow row : status.rows()) {
      double number = value.applyAsDouble(row);
      if (!Double.isNaN(number)) {
        sample(name, labels(row), number);
      }
    }
  }

  private static Map<String, String> labels(StatusRow row) {
    RunFacts facts = RunFacts.of(row.key());
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("id", row.key().id());
    labels.put("kind", facts.kind());
    labels.put("method", facts.method());
    if (facts.dataset() != null) {
      labels.put("dataset", facts.dataset());
      labels.put("fold", Integer.toString(facts.fold()));
    }
    labels.put("seed", Long.toString(facts.seed()));
    return labels;
  }

  private void total(String name, String type, String help, double value) {
    head(name, type, help);
    sample(name, Map.of(), value);
  }

  private void head(String name, String type, String help) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  private void sample(String name, Map<String, String> own, double value) {
    Map<String, String> labels = new LinkedHashMap<>(common);
    labels.putAll(own);
    text.append(name)
        .append(
            labels.entrySet().stream()
                .map(label -> label.getKey() + "=\"" + escaped(label.getValue()) + '"')
                .collect(Collectors.joining(",", "{", "}")))
        .append(' ')
        .append(number(value))
        .append('\n');
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  private static String number(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
    return whole ? Long.toString((long) value) : Decimals.text(value);
  }
}
