package org.voxelbench.harness.nnunet;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.Listing;
import org.voxelbench.base.file.Sha256;
import org.voxelbench.engine.NdArray;
import org.voxelbench.training.network.Network;
import org.voxelbench.training.network.WeightNames;
import org.voxelbench.training.network.WeightShapes;
import org.voxelbench.weights.WeightsArchive;
import org.voxelbench.weights.tensor.StoredTensor;

/** An open checkpoint of nnU-Net, of which only what prediction needs is read. */
final class FoldCheckpoint implements AutoCloseable {

  private static final String PREFIX = CheckpointContent.WEIGHTS + "/";

  private final WeightsArchive archive;
  private final Map<String, StoredTensor> weights;

  private FoldCheckpoint(WeightsArchive archive, Map<String, StoredTensor> weights) {
    this.archive = archive;
    this.weights = weights;
  }

  /**
   * Opens a file.
   *
   * @throws BadInputException naming it, if it is no checkpoint of nnU-Net
   */
  static FoldCheckpoint open(Path file) {
    WeightsArchive archive = WeightsArchive.open(file);
    Map<String, StoredTensor> weights = new LinkedHashMap<>();
    for (StoredTensor tensor : archive.tensors()) {
      if (tensor.path().startsWith(PREFIX)) {
        weights.put(tensor.path().substring(PREFIX.length()), tensor);
      }
    }
    if (weights.isEmpty()) {
      archive.close();
      throw new BadInputException(
          file
              + ": it holds no tensors under 'network_weights', so it is no checkpoint of nnU-Net.");
    }
    return new FoldCheckpoint(archive, WeightNames.unify(weights));
  }

  /** nnU-Net's class that trained it. */
  String trainer() {
    return text(archive.content(), CheckpointContent.TRAINER);
  }

  /** The configuration that it was trained in. */
  String configuration() {
    if (archive.content().get(CheckpointContent.ARGUMENTS) instanceof Map<?, ?> arguments) {
      return text(arguments, CheckpointContent.CONFIGURATION);
    }
    throw lacks(CheckpointContent.ARGUMENTS, "the trainer's arguments");
  }

  private String text(Map<?, ?> content, String key) {
    if (content.get(key) instanceof String text && !text.isBlank()) {
      return text;
    }
    throw lacks(key, "a text");
  }

  /** The axes that prediction mirrors, out of 0 (D), 1 (H) and 2 (W); none if it doesn't. */
  List<Integer> mirrorAxes() {
    Object stated = archive.content().get(CheckpointContent.MIRROR_AXES);
    List<Integer> axes = new ArrayList<>();
    for (Object axis : stated instanceof List<?> list ? list : List.of()) {
      if (!(axis instanceof Number number) || !List.of(0, 1, 2).contains(number.intValue())) {
        throw lacks(CheckpointContent.MIRROR_AXES, "axes out of 0, 1 and 2, or None");
      }
      axes.add(number.intValue());
    }
    if (stated != null && !(stated instanceof List<?>)) {
      throw lacks(CheckpointContent.MIRROR_AXES, "a tuple of axes, or None");
    }
    return axes;
  }

  /** How many weights it holds, each once. */
  int size() {
    return weights.size();
  }

  /**
   * The weights of a network, in its order.
   *
   * @throws BadInputException naming the weight, if one is missing, of another shape, not finite or
   *     unknown to the network
   */
  Map<String, NdArray> weights(Network network) {
    WeightShapes expected = network.weights();
    check(expected);
    Map<String, NdArray> values = new LinkedHashMap<>();
    for (String name : expected.names()) {
      NdArray read = archive.read(weights.get(name).path());
      float[] floats = read.floats();
      for (float value : floats) {
        if (!Float.isFinite(value)) {
          throw refused("its weight '" + name + "' holds a value that is not finite");
        }
      }
      values.put(name, NdArray.of(read.shape(), floats));
    }
    return values;
  }

  private void check(WeightShapes expected) {
    for (String name : expected.names()) {
      StoredTensor stored = weights.get(name);
      if (stored == null) {
        throw refused("it lacks the weight '" + name + "'");
      }
      if (!Arrays.equals(stored.region().shape(), expected.shape(name))) {
        throw refused(
            "its weight '"
                + name
                + "' has the shape "
                + stored.sizes()
                + ", not "
                + Arrays.toString(expected.shape(name)));
      }
      if (!stored.type().isReadable()) {
        throw refused("its weight '" + name + "' is of the type " + stored.type());
      }
    }
    List<String> extra =
        weights.keySet().stream().filter(name -> !expected.contains(name)).toList();
    if (!extra.isEmpty()) {
      throw refused("it also holds " + Listing.of(extra));
    }
  }

  private BadInputException refused(String what) {
    return new BadInputException(
        archive.file()
            + ": "
            + what
            + ", so its network isn't the one that plans.json and dataset.json describe.");
  }

  private BadInputException lacks(String key, String expected) {
    return new BadInputException(
        archive.file()
            + ": the key '"
            + key
            + "' must be "
            + expected
            + ", as in a checkpoint of nnU-Net 2.");
  }

  /** The file's hash. */
  String sha256() {
    return Sha256.ofInput(archive.file());
  }

  @Override
  public void close() {
    archive.close();
  }
}
