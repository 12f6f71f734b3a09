package org.voxelbench.harness.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The samples of a text in Prometheus' text format 0.0.4, read more strictly than Prometheus does.
 *
 * @param values by name and labels
 */
record PrometheusSamples(Map<Sample, Double> values) {

  /** A metric with its labels. */
  record Sample(String name, Map<String, String> labels) {}

  private static final Pattern HELP =
      Pattern.compile("# HELP ([a-zA-Z_:][a-zA-Z0-9_:]*) ([^\\\\\\n]+)");
  private static final Pattern TYPE =
      Pattern.compile("# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge)");
  private static final Pattern SAMPLE =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)\\{(.*)\\} (\\S+)");
  private static final Pattern LABEL =
      Pattern.compile("\\G([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\[\\\\\"n])*)\"(?:,|$)");

  static PrometheusSamples parse(String text) {
    assertThat(text).endsWith("\n").doesNotContain("\r");
    PrometheusSamples samples = new PrometheusSamples(new LinkedHashMap<>());
    Set<String> seen = new LinkedHashSet<>();
    String name = "";
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      Matcher help = HELP.matcher(lines.get(i));
      if (help.matches()) {
        name = help.group(1);
        assertThat(seen.add(name)).as("%s comes in one group", name).isTrue();
        Matcher type = TYPE.matcher(lines.get(++i));
        assertThat(type.matches()).as(lines.get(i)).isTrue();
        assertThat(type.group(1)).isEqualTo(name);
        assertThat(name.endsWith("_total")).isEqualTo(type.group(2).equals("counter"));
      } else {
        samples.add(name, lines.get(i));
      }
    }
    return samples;
  }

  private void add(String name, String line) {
    Matcher sample = SAMPLE.matcher(line);
    assertThat(sample.matches()).as(line).isTrue();
    assertThat(sample.group(1)).isEqualTo(name);
    Map<String, String> labels = new LinkedHashMap<>();
    Matcher label = LABEL.matcher(sample.group(2));
    int end = 0;
    while (label.find()) {
      String value =
          label.group(2).replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\");
      assertThat(labels.put(label.group(1), value)).as(line).isNull();
      end = label.end();
    }
    assertThat(end).as("all of %s is labels", line).isEqualTo(sample.group(2).length());
    assertThat(values.put(new Sample(name, labels), Double.valueOf(sample.group(3))))
        .as("%s comes once", line)
        .isNull();
  }

  /** The value of the only sample of a name that has these labels among others. */
  double value(String name, Map<String, String> labels) {
    List<Double> found =
        values.entrySet().stream()
            .filter(entry -> entry.getKey().name().equals(name))
            .filter(entry -> entry.getKey().labels().entrySet().containsAll(labels.entrySet()))
            .map(Map.Entry::getValue)
            .toList();
    assertThat(found).as("%s%s", name, labels).hasSize(1);
    return found.get(0);
  }

  /** All values of a label. */
  Set<String> labels(String label) {
    Set<String> found = new TreeSet<>();
    values.keySet().forEach(sample -> found.add(sample.labels().get(label)));
    return found;
  }

  Set<String> names() {
    Set<String> found = new TreeSet<>();
    values.keySet().forEach(sample -> found.add(sample.name()));
    return found;
  }
}
