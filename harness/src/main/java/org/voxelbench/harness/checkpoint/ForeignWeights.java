package org.voxelbench.harness.checkpoint;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.Listing;
import org.voxelbench.engine.NdArray;
import org.voxelbench.training.network.WeightNames;
import org.voxelbench.weights.WeightsArchive;
import org.voxelbench.weights.tensor.StoredTensor;

/**
 * The network's weights among all tensors of a file, under the names that nnU-Net gives them.
 *
 * @param dictionary the keys that lead to them, with slashes between; empty at the top
 * @param tensors the tensors by name, each weight once
 */
public record ForeignWeights(String dictionary, Map<String, StoredTensor> tensors) {

  /** What programs call the dictionary of a network's weights, nnU-Net and nnssl first. */
  private static final List<String> DICTIONARIES =
      List.of("network_weights", "state_dict", "model_state_dict", "model", "net", "weights", "");

  /** What wrappers put before every name: data parallel training, and compiled networks. */
  private static final List<String> WRAPPERS = List.of("module.", "_orig_mod.");

  /**
   * Finds the weights of an open file.
   *
   * @param names what names begin with in the file, and with what instead
   * @throws BadInputException naming the file, if no dictionary is known as a network's, or two
   *     weights come to one name
   */
  public static ForeignWeights of(WeightsArchive archive, Map<String, String> names) {
    Map<String, Map<String, StoredTensor>> dictionaries = new TreeMap<>();
    for (StoredTensor tensor : archive.tensors()) {
      int cut = tensor.path().lastIndexOf('/');
      dictionaries
          .computeIfAbsent(tensor.path().substring(0, Math.max(0, cut)), d -> new LinkedHashMap<>())
          .put(tensor.path().substring(cut + 1), tensor);
    }
    String dictionary =
        DICTIONARIES.stream()
            .filter(dictionaries::containsKey)
            .findFirst()
            .orElseThrow(() -> unknown(archive, dictionaries));
    Map<String, StoredTensor> renamed = new LinkedHashMap<>();
    unwrapped(dictionaries.get(dictionary))
        .forEach(
            (name, tensor) -> {
              String own = renamed(name, names);
              if (renamed.put(own, tensor) != null) {
                throw new BadInputException(
                    archive.file()
                        + ": 'names' calls two weights '"
                        + own
                        + "', one of them '"
                        + name
                        + "'; give each beginning a name of its own.");
              }
            });
    return new ForeignWeights(dictionary, WeightNames.unify(renamed));
  }

  private static BadInputException unknown(
      WeightsArchive archive, Map<String, Map<String, StoredTensor>> dictionaries) {
    return new BadInputException(
        archive.file()
            + ": "
            + (dictionaries.isEmpty()
                ? "it holds no tensor"
                : "its tensors lie in " + Listing.of(List.copyOf(dictionaries.keySet())))
            + ", expected a network's weights at the top or in "
            + Listing.of(DICTIONARIES.stream().filter(name -> !name.isEmpty()).toList())
            + "; save them so with torch.save.");
  }

  private static Map<String, StoredTensor> unwrapped(Map<String, StoredTensor> tensors) {
    Optional<String> wrapper =
        WRAPPERS.stream()
            .filter(prefix -> tensors.keySet().stream().allMatch(name -> name.startsWith(prefix)))
            .findFirst();
    if (wrapper.isEmpty()) {
      return tensors;
    }
    Map<String, StoredTensor> inner = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> inner.put(name.substring(wrapper.get().length()), tensor));
    return unwrapped(inner);
  }

  /** The longest beginning that is known counts. */
  private static String renamed(String name, Map<String, String> names) {
    return names.keySet().stream()
        .filter(name::startsWith)
        .max(Comparator.comparingInt(String::length))
        .map(begin -> names.get(begin) + name.substring(begin.length()))
        .orElse(name);
  }

  /** The shapes of all weights by name. */
  public Map<String, int[]> shapes() {
    Map<String, int[]> shapes = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> shapes.put(name, tensor.region().shape()));
    return shapes;
  }

  /** The values of all weights by name, read from the open file that they were found in. */
  Map<String, NdArray> read(WeightsArchive archive) {
    Map<String, NdArray> values = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> values.put(name, archive.read(tensor.path())));
    return values;
  }

  /** The tensors of the file that are none of them, such as an optimiser's. */
  public Stream<StoredTensor> others(WeightsArchive archive) {
    String begin = dictionary.isEmpty() ? "" : dictionary + "/";
    return archive.tensors().stream()
        .filter(
            tensor ->
                !tensor.path().startsWith(begin)
                    || tensor.path().indexOf('/', begin.length()) >= 0);
  }
}
