package org.voxelbench.harness.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.voxelbench.training.protocol.OptimizerSettings;
import org.voxelbench.training.protocol.PretrainingSettings;
import org.voxelbench.training.protocol.Protocol;

/** Recipes of pre-training for people. */
final class RecipeWords {

  private RecipeWords() {}

  /** Which methods of a protocol have recipes of their own, by its leave; empty if none has. */
  static Optional<String> sentence(Protocol protocol, List<ConfiguredMethod> methods) {
    String own =
        methods.stream()
            .filter(method -> !method.ownRecipe(protocol).isEmpty())
            .map(
                method -> method.label() + " with " + String.join(", ", method.ownRecipe(protocol)))
            .collect(Collectors.joining("; "));
    return protocol.ownRecipes() && !own.isEmpty()
        ? Optional.of(
            "By recipes of their own, methods are pre-trained otherwise: "
                + own
                + ". Their ranks are of method and recipe together.")
        : Optional.empty();
  }

  /** What is otherwise in one than in the common one; empty if nothing is. */
  static List<String> differences(PretrainingSettings own, PretrainingSettings common) {
    List<String> words = new ArrayList<>();
    if (own.batchSize() != common.batchSize()) {
      words.add("batches of " + own.batchSize());
    }
    if (!own.length().equals(common.length())) {
      words.add(own.length().words());
    }
    if (own.learningRate() != common.learningRate()) {
      words.add("a learning rate from " + own.learningRate());
    }
    words.addAll(differences(own.optimizer(), common.optimizer()));
    return words;
  }

  /** Of the same rule, the constants alone that are otherwise. */
  private static List<String> differences(OptimizerSettings own, OptimizerSettings common) {
    if (!own.title().equals(common.title())) {
      return List.of(own.words());
    }
    List<String> constants = new ArrayList<>(own.constants());
    constants.removeAll(common.constants());
    return constants;
  }
}
