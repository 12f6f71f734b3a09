package org.voxelbench.harness.checkpoint;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.file.FileFault;
import org.voxelbench.base.file.Sha256;
import org.voxelbench.weights.WeightsArchive;
import org.voxelbench.weights.nnssl.AdaptationPlan;
import org.voxelbench.weights.tensor.StoredTensor;

/**
 * What is to be said of a file of weights.
 *
 * @param archive the open file
 * @param weights the network's weights in it
 * @param plan its adaptation plan, if it has one
 */
record WeightsPage(WeightsArchive archive, ForeignWeights weights, Optional<AdaptationPlan> plan) {

  private static final double MEGA = 1e6;

  void print(PrintWriter out, boolean tensors) {
    Path file = archive.file();
    out.println(file + ": " + archive.format().label());
    line(out, "size", String.format(Locale.ROOT, "%.1f MB", size(file) / MEGA));
    line(out, "sha256", Sha256.ofInput(file));
    text("trainer_name").ifPresent(name -> line(out, "trainer", name));
    text("current_epoch").ifPresent(epoch -> line(out, "epoch", epoch));
    text("init_args", "plans", "plans_name").ifPresent(name -> line(out, "plans", name));
    text("init_args", "configuration").ifPresent(name -> line(out, "configuration", name));
    plan.ifPresent(known -> adaptation(out, known));
    line(out, "weights", counts());
    Map<String, Long> others =
        weights
            .others(archive)
            .collect(
                Collectors.groupingBy(
                    tensor -> beginning(tensor.path()), TreeMap::new, Collectors.counting()));
    others.forEach((name, count) -> line(out, "beside", name + ", " + count + " tensors"));
    if (tensors) {
      out.println();
      Map<String, Integer> shared = new HashMap<>();
      archive.distinct().forEach(names -> names.forEach(name -> shared.put(name, names.size())));
      weights
          .tensors()
          .forEach(
              (name, tensor) ->
                  out.println("  " + described(name, tensor, shared.get(tensor.path()))));
    }
  }

  private static void adaptation(PrintWriter out, AdaptationPlan plan) {
    line(
        out,
        "pre-trained",
        "on "
            + plan.inputChannels()
            + " channel"
            + (plan.inputChannels() == 1 ? "" : "s")
            + " of "
            + (plan.pretraining().dataset().isEmpty()
                ? "an unnamed corpus"
                : plan.pretraining().dataset())
            + ", "
            + plan.pretraining()
                .spacing()
                .map(spacing -> "at " + spacing + " mm")
                .orElse("every image at its own spacing")
            + ", "
            + String.join(", ", plan.pretraining().normalizationSchemes()));
    line(out, "network", plan.architecture().className());
    line(out, "patch", plan.downstreamPatch() + " voxels recommended downstream");
    line(
        out,
        "parts",
        plan.keys().stem()
            + " and "
            + plan.keys().encoder()
            + ", reading images by "
            + String.join(" and ", plan.keys().inputProjections()));
    if (!plan.citations().isEmpty()) {
      line(
          out,
          "cite",
          plan.citations().stream()
              .map(citation -> citation.name().isEmpty() ? citation.type() : citation.name())
              .collect(Collectors.joining(", ")));
    }
  }

  private String counts() {
    long values = weights.tensors().values().stream().mapToLong(StoredTensor::count).sum();
    String types =
        weights.tensors().values().stream()
            .map(tensor -> tensor.type().toString())
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    long named = archive.tensors().size() - weights.others(archive).count();
    return String.format(
        Locale.ROOT,
        "%d, %,d values, %s, in %s%s",
        weights.tensors().size(),
        values,
        types,
        weights.dictionary().isEmpty() ? "the file itself" : weights.dictionary(),
        named == weights.tensors().size() ? "" : ", under " + named + " names");
  }

  private static String described(String name, StoredTensor tensor, int names) {
    return name
        + " "
        + tensor.sizes()
        + " "
        + tensor.type()
        + (names == 1 ? "" : ", " + names + " names for one tensor");
  }

  private Optional<String> text(String... keys) {
    Object value = archive.content();
    for (String key : keys) {
      value = value instanceof Map<?, ?> map ? map.get(key) : null;
    }
    return value == null || value instanceof Map || value instanceof List
        ? Optional.empty()
        : Optional.of(value.toString());
  }

  private static String beginning(String path) {
    int cut = path.indexOf('/');
    return cut < 0 ? "at the top" : path.substring(0, cut);
  }

  private static void line(PrintWriter out, String label, String text) {
    out.printf("  %-13s %s%n", label, text);
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new BadInputException(file + " can't be read: " + FileFault.words(e) + ".", e);
    }
  }
}
