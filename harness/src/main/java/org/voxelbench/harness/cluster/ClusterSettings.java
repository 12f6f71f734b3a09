package org.voxelbench.harness.cluster;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.file.TextFile;
import org.voxelbench.base.format.StrictYaml;

/**
 * What a user says of a cluster, in one YAML file; keys that are null were left out.
 *
 * @param partition queue of the trainings
 * @param cpuPartition queue of preparation and report; that of the trainings if left out
 * @param account whom the jobs are charged to
 * @param qos quality of service
 * @param gres what a training asks for besides cores, such as {@code gpu:1}; empty for nothing
 * @param cpus cores of a job, and threads of its ops and loaders
 * @param arrayWidth how many jobs of a group run at a time; all if left out
 * @param safetyFactor what foretold times and memory are multiplied by
 * @param maxHours what no job asks more than, in h; a job that is cut off goes on in a next one
 * @param prepare what the preparation asks for
 * @param pretraining what a pre-training asks for
 * @param training what a training with its evaluation asks for
 * @param report what the report asks for
 * @param modules environment modules that are loaded before
 * @param environment variables that are set before
 * @param container words before {@code voxelbench} as a shell reads them, such as {@code apptainer
 *     exec --nv voxelbench.sif}; for Kubernetes the image
 * @param voxelbench the launcher; that of this installation if left out
 * @param extra further lines for the scheduler, without its mark
 */
public record ClusterSettings(
    String partition,
    String cpuPartition,
    String account,
    String qos,
    String gres,
    Integer cpus,
    Integer arrayWidth,
    Double safetyFactor,
    Double maxHours,
    JobSettings prepare,
    JobSettings pretraining,
    JobSettings training,
    JobSettings report,
    List<String> modules,
    Map<String, String> environment,
    String container,
    String voxelbench,
    List<String> extra) {

  /**
   * What jobs of a kind ask for in place of what was foretold.
   *
   * @param hours wall time, in h
   * @param memoryGiB memory of the host, in GiB
   * @param cpus cores
   */
  public record JobSettings(Double hours, Double memoryGiB, Integer cpus) {

    static final JobSettings NONE = new JobSettings(null, null, null);

    boolean isWhole() {
      return hours != null && memoryGiB != null;
    }
  }

  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_.,:@=/+-]*");
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern CARDS =
      Pattern.compile("gpu(?::[^:,]*[^:,0-9][^:,]*)?(?::([0-9]+))?");
  private static final int CPUS = 8;
  private static final double SAFETY_FACTOR = 1.5;

  public ClusterSettings {
    gres = Objects.requireNonNullElse(gres, "gpu:1");
    cpus = Objects.requireNonNullElse(cpus, CPUS);
    safetyFactor = Objects.requireNonNullElse(safetyFactor, SAFETY_FACTOR);
    prepare = Objects.requireNonNullElse(prepare, JobSettings.NONE);
    pretraining = Objects.requireNonNullElse(pretraining, JobSettings.NONE);
    training = Objects.requireNonNullElse(training, JobSettings.NONE);
    report = Objects.requireNonNullElse(report, JobSettings.NONE);
    modules = modules == null ? List.of() : List.copyOf(modules);
    environment = environment == null ? Map.of() : new TreeMap<>(environment);
    extra = extra == null ? List.of() : List.copyOf(extra);
  }

  /** Those of a user who gave none. */
  public static ClusterSettings standard() {
    return StrictYaml.read("the default", "cpus: " + CPUS, ClusterSettings.class);
  }

  /**
   * Reads a file.
   *
   * @throws BadInputException naming the file and every key that can't be used
   */
  public static ClusterSettings read(Path file) {
    ClusterSettings settings =
        StrictYaml.read("'" + file + "'", TextFile.read(file), ClusterSettings.class);
    List<String> faults = settings.faults();
    if (!faults.isEmpty()) {
      throw new BadInputException(
          faults.stream().map(fault -> "'" + file + "': " + fault).toList());
    }
    return settings;
  }

  private List<String> faults() {
    List<String> faults = new ArrayList<>();
    word(faults, "partition", partition);
    word(faults, "cpuPartition", cpuPartition);
    word(faults, "account", account);
    word(faults, "qos", qos);
    word(faults, "gres", gres);
    positive(faults, "cpus", cpus);
    positive(faults, "arrayWidth", arrayWidth);
    positive(faults, "maxHours", maxHours);
    if (safetyFactor < 1) {
      faults.add("'safetyFactor' (" + safetyFactor + ") must be at least 1.");
    }
    for (JobKind kind : JobKind.values()) {
      JobSettings asked = of(kind);
      positive(faults, kind.word() + ".hours", asked.hours());
      positive(faults, kind.word() + ".memoryGiB", asked.memoryGiB());
      positive(faults, kind.word() + ".cpus", asked.cpus());
    }
    modules.forEach(module -> word(faults, "modules", module));
    environment.forEach(
        (name, value) -> {
          if (!VARIABLE.matcher(name).matches()) {
            faults.add("'environment' names '" + name + "', which can't be a variable.");
          }
          line(faults, "environment." + name, value);
        });
    line(faults, "container", container);
    line(faults, "voxelbench", voxelbench);
    extra.forEach(further -> line(faults, "extra", further));
    return faults;
  }

  private static void word(List<String> faults, String key, String value) {
    if (value != null && !WORD.matcher(value).matches()) {
      faults.add(
          "'"
              + key
              + "' ('"
              + value
              + "') must be one word of letters, digits and _ . , : @ = / + -.");
    }
  }

  private static void positive(List<String> faults, String key, Number value) {
    if (value != null && !(value.doubleValue() > 0)) {
      faults.add("'" + key + "' (" + value + ") must be above 0.");
    }
  }

  private static void line(List<String> faults, String key, String value) {
    if (value != null && value.chars().anyMatch(c -> c < ' ')) {
      faults.add("'" + key + "' must be one line without control characters.");
    }
  }

  /** What jobs of a kind ask for. */
  JobSettings of(JobKind kind) {
    return switch (kind) {
      case PREPARE -> prepare;
      case PRETRAINING -> pretraining;
      case TRAINING -> training;
      case REPORT -> report;
    };
  }

  /** The queue of a kind; empty for the scheduler's default. */
  Optional<String> partition(JobKind kind) {
    return Optional.ofNullable(kind.trains() || cpuPartition == null ? partition : cpuPartition);
  }

  /** How many cards a training has. */
  public int cards() {
    Matcher matcher = CARDS.matcher(gres);
    if (!matcher.find()) {
      return 0;
    }
    return matcher.group(1) == null ? 1 : Integer.parseInt(matcher.group(1));
  }

  /**
   * Refuses a training that is spread over more cards than its job has.
   *
   * @param number of cards
   */
  public void refuseBeyondCards(int number) {
    if (number > cards()) {
      throw new BadInputException(
          "each training is to be spread over "
              + number
              + " GPUs (--gpus-per-run), but 'gres' ("
              + gres
              + ") asks for "
              + cards()
              + "; write 'gres: gpu:"
              + number
              + "' into the file of --settings.");
    }
  }

  /** Whether nothing needs to be measured. */
  boolean areWhole() {
    return prepare.isWhole() && pretraining.isWhole() && training.isWhole() && report.isWhole();
  }
}
