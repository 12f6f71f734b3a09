package org.voxelbench.harness.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.file.AtomicFile;
import org.voxelbench.base.file.FileFault;

/**
 * A benchmark's jobs with all that their scripts say.
 *
 * @param matrix the jobs
 * @param allotments what they ask for
 * @param places where things lie
 */
record Layout(JobMatrix matrix, Allotments allotments, Places places) {

  /** The launcher's share of a machine's memory for Java's heap; the rest is the engine's. */
  private static final double HEAP_SHARE = 0.3;

  private static final int MIB_PER_GIB = 1024;

  /**
   * Where things lie, and what they are called.
   *
   * @param out the folder of the results
   * @param folder the folder of the scripts
   * @param data folder of the user's data sets, or empty
   * @param voxelbench the launcher
   * @param protocol the protocol's name
   * @param mark what the names of this folder's jobs begin with at the scheduler
   */
  record Places(
      String out, String folder, String data, String voxelbench, String protocol, String mark) {}

  /** All jobs. */
  JobsFile jobs() {
    List<JobsFile.Entry> entries = new ArrayList<>();
    for (JobGroup group : matrix.groups()) {
      Allotment asked = allotments.of(group);
      for (int i = 0; i < group.jobs().size(); i++) {
        Piece job = group.jobs().get(i);
        entries.add(
            new JobsFile.Entry(
                job.name(),
                job.title(),
                group.name(),
                i,
                job.needs(),
                allotments.seconds(group.kind(), job),
                asked.minutes(),
                asked.memoryGiB(),
                asked.cpus(),
                asked.cards()));
      }
    }
    return new JobsFile(places.out(), places.mark(), entries);
  }

  /** Text of each script by the name of its file. */
  SortedMap<String, String> scripts(Scheduler scheduler) {
    Scope benchmark = benchmark();
    SortedMap<String, String> scripts = new TreeMap<>();
    scheduler
        .files()
        .forEach(
            (name, template) -> {
              if (name.contains(Scheduler.GROUP)) {
                matrix
                    .groups()
                    .forEach(
                        group ->
                            scripts.put(
                                name.replace(Scheduler.GROUP, group.name()),
                                template.filled(List.of(of(group), benchmark))));
              } else {
                scripts.put(name, template.filled(List.of(benchmark)));
              }
            });
    return scripts;
  }

  private Scope benchmark() {
    ClusterSettings settings = allotments.settings();
    Map<String, String> texts = new HashMap<>();
    texts.put("out", places.out());
    texts.put("folder", places.folder());
    texts.put("data", places.data());
    texts.put("voxelbench", places.voxelbench());
    texts.put("protocol", oneLine(places.protocol()));
    texts.put("mark", places.mark());
    texts.put("container", orEmpty(settings.container()));
    texts.put("account", orEmpty(settings.account()));
    texts.put("qos", orEmpty(settings.qos()));
    texts.put("width", orEmpty(settings.arrayWidth()));
    Map<String, List<Scope>> lists = new LinkedHashMap<>();
    lists.put(Vocabulary.GROUPS, matrix.groups().stream().map(this::of).toList());
    lists.put("modules", all("module", settings.modules()));
    lists.put("extra", all("line", settings.extra()));
    lists.put(
        "environment",
        settings.environment().entrySet().stream()
            .map(set -> new Scope(Map.of("key", set.getKey(), "value", set.getValue()), Map.of()))
            .toList());
    return new Scope(texts, lists);
  }

  private Scope of(JobGroup group) {
    ClusterSettings settings = allotments.settings();
    Allotment asked = allotments.of(group);
    Map<String, String> texts = new HashMap<>();
    texts.put("group", group.name());
    int jobsAtATime = Objects.requireNonNullElse(settings.arrayWidth(), group.jobs().size());
    texts.put("number", Integer.toString(matrix.groups().indexOf(group)));
    texts.put("parallel", Integer.toString(Math.min(jobsAtATime, group.jobs().size())));
    texts.put("seconds", Integer.toString(60 * asked.minutes()));
    texts.put("kind", group.kind().word());
    texts.put("condition", group.kind() == JobKind.REPORT ? "afterany" : "afterok");
    texts.put("partition", settings.partition(group.kind()).orElse(""));
    texts.put("gres", group.kind().trains() ? settings.gres() : "");
    texts.put("gpus", asked.cards() > 0 ? Integer.toString(asked.cards()) : "");
    texts.put("cpus", Integer.toString(asked.cpus()));
    texts.put("memory", Integer.toString(asked.memoryGiB()));
    texts.put("heap", Integer.toString((int) (HEAP_SHARE * asked.memoryGiB() * MIB_PER_GIB)));
    texts.put("minutes", Integer.toString(asked.minutes()));
    texts.put("time", Allotments.time(asked.minutes()));
    texts.put("count", Integer.toString(group.jobs().size()));
    texts.put("last", Integer.toString(group.jobs().size() - 1));
    List<Scope> jobs =
        IntStream.range(0, group.jobs().size())
            .mapToObj(
                i ->
                    new Scope(
                        Map.of(
                            "job", group.jobs().get(i).name(),
                            "index", Integer.toString(i),
                            "title", oneLine(group.jobs().get(i).title())),
                        Map.of()))
            .toList();
    return new Scope(texts, Map.of("jobs", jobs, "needs", all("need", group.needs())));
  }

  private static List<Scope> all(String name, List<String> values) {
    return values.stream().map(value -> Scope.of(name, value)).toList();
  }

  /** What people name stands in comments. */
  private static String oneLine(String name) {
    return name.replaceAll("\\p{Cntrl}", " ");
  }

  private static String orEmpty(Object value) {
    return value == null ? "" : value.toString();
  }

  /** Writes the list of jobs and all scripts. */
  void write(Path folder, Scheduler scheduler) {
    try {
      Files.createDirectories(folder.resolve("logs"));
      for (Map.Entry<String, String> script : scripts(scheduler).entrySet()) {
        Path file = folder.resolve(script.getKey());
        byte[] text = script.getValue().getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, out -> out.write(text));
        if (script.getKey().endsWith(".sh") && !file.toFile().setExecutable(true, false)) {
          throw new IOException("'" + file + "' can't be made executable");
        }
      }
    } catch (IOException e) {
      throw new BadInputException("can't write '" + folder + "': " + FileFault.words(e) + ".", e);
    }
    jobs().write(folder);
  }
}
