package org.voxelbench.harness.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;
import org.voxelbench.base.BadInputException;
import org.voxelbench.harness.experiment.JsonLeaves;
import org.voxelbench.training.protocol.Recipes;

/**
 * In what two runs differ, one line {@code key: left | right} each.
 *
 * @param method what a method may decide under any protocol: itself, its settings, and what follows
 *     from its kind of start
 * @param recipe what a method may decide where the protocol lets it: how it is pre-trained
 * @param others anything else; runs are comparable if this is empty
 */
public record RunDiff(List<String> method, List<String> recipe, List<String> others) {

  private static final String NONE = "(none)";

  /**
   * Compares two runs by the settings that lie in their folders.
   *
   * @throws BadInputException if a folder holds none, or one is of a pre-training and one is not
   */
  public static RunDiff of(Path left, Path right) {
    SortedMap<String, String> a = read(left);
    SortedMap<String, String> b = read(right);
    if (!a.get("kind").equals(b.get("kind"))) {
      throw new BadInputException(
          "'"
              + left
              + "' is a "
              + a.get("kind")
              + " and '"
              + right
              + "' a "
              + b.get("kind")
              + "; compare two of a kind.");
    }
    List<String> method = new ArrayList<>();
    List<String> recipe = new ArrayList<>();
    List<String> others = new ArrayList<>();
    TreeSet<String> keys = new TreeSet<>(a.keySet());
    keys.addAll(b.keySet());
    for (String key : keys) {
      String mine = a.getOrDefault(key, NONE);
      String theirs = b.getOrDefault(key, NONE);
      if (!mine.equals(theirs)) {
        List<String> lines =
            isOfRecipe(key, a, b)
                ? hasLeave(a) && hasLeave(b) ? recipe : others
                : isDecidedByMethod(key, a, b) ? method : others;
        lines.add(key + ": " + mine + " | " + theirs);
      }
    }
    return new RunDiff(method, recipe, others);
  }

  /** A random start has no recipe of a pre-training, which is no difference of recipes. */
  private static boolean isOfRecipe(String key, Map<String, String> a, Map<String, String> b) {
    return key.startsWith(RunSettings.RECIPE) && !differ("start.from", a, b);
  }

  private static boolean hasLeave(Map<String, String> run) {
    return Recipes.OWN.word().equals(run.get("protocol.recipes"));
  }

  /** A plan of another kind, and having a corpus at all, follow from the method's kind of start. */
  private static boolean isDecidedByMethod(
      String key, Map<String, String> a, Map<String, String> b) {
    return key.startsWith("method.")
        || key.startsWith("start.")
        || key.startsWith("plan.") && differ("start.plan", a, b)
        || key.startsWith("corpus.") && differ("start.from", a, b);
  }

  private static boolean differ(String key, Map<String, String> a, Map<String, String> b) {
    return !a.getOrDefault(key, "").equals(b.getOrDefault(key, ""));
  }

  private static SortedMap<String, String> read(Path folder) {
    Path file = folder.resolve(RunSettings.NAME);
    if (!Files.isRegularFile(file)) {
      throw new BadInputException(
          "'"
              + folder
              + "' holds no "
              + RunSettings.NAME
              + "; name a folder of results/.../runs/ or results/.../pretraining/.");
    }
    SortedMap<String, String> leaves = JsonLeaves.of(RunSettings.read(folder));
    if (!leaves.containsKey("kind")) {
      throw new BadInputException("'" + file + "' has no 'kind'; it is not of a run.");
    }
    return leaves;
  }

  /** Whether the runs are comparable, in one line. */
  public String verdict() {
    if (!others.isEmpty()) {
      return "Not comparable: "
          + others.size()
          + (others.size() == 1 ? " setting differs" : " settings differ")
          + " beside what a method may decide.";
    }
    if (!recipe.isEmpty()) {
      return "Comparable by the protocol's leave ('recipes: own'): they differ in the recipe of"
          + " pre-training, and beside that in nothing but what a method may decide.";
    }
    return method.isEmpty()
        ? "Comparable: the settings are the same."
        : "Comparable: they differ in nothing but what a method may decide.";
  }
}
