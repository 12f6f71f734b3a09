package org.voxelbench.weights.pytorch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.file.AtomicFile;
import org.voxelbench.base.file.FileFault;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.element.ElementEncoder;
import org.voxelbench.engine.element.ElementType;
import org.voxelbench.weights.pickle.Pickler;
import org.voxelbench.weights.tensor.Region;

/**
 * Writes files that {@code torch.load(weights_only=True)} accepts.
 *
 * <p>An {@link NdArray} becomes a tensor of 32-bit or 64-bit floats, a {@link TypedArray} one of
 * its type; an array that stands in several places is written once, and its tensors share it. Maps,
 * lists, {@link org.voxelbench.weights.pickle.Tuple}s, texts, numbers, booleans and {@code null}
 * become what they are in Python.
 */
public final class PytorchWriter {

  private static final String FOLDER = "archive/";

  /** The storages in the order of their numbers. */
  private final Map<TypedArray, Integer> storages = new LinkedHashMap<>();

  private PytorchWriter() {}

  /**
   * Writes a file whole or not at all; equal content has equal bytes.
   *
   * @throws BadInputException naming the file, if it can't be written
   * @throws IllegalArgumentException if the content holds a value of another class
   */
  public static void write(Path file, Map<String, ?> content) {
    PytorchWriter writer = new PytorchWriter();
    byte[] pickle = writer.pickle(content);
    try {
      AtomicFile.write(
          file,
          out -> {
            AlignedZip zip = new AlignedZip(out);
            zip.put(FOLDER + "data.pkl", pickle);
            zip.put(FOLDER + "byteorder", "little".getBytes(StandardCharsets.US_ASCII));
            for (Map.Entry<TypedArray, Integer> storage : writer.storages.entrySet()) {
              NdArray array = storage.getKey().array();
              ElementType type = storage.getKey().type();
              zip.put(
                  FOLDER + "data/" + storage.getValue(),
                  (long) array.size() * type.bytes(),
                  entry -> ElementEncoder.encode(array, type, entry));
            }
            zip.put(FOLDER + "version", "3\n".getBytes(StandardCharsets.US_ASCII));
            zip.finish();
          });
    } catch (IOException e) {
      throw new BadInputException(file + ": can't be written (" + FileFault.words(e) + ").", e);
    }
  }

  private byte[] pickle(Map<String, ?> content) {
    Pickler pickler = new Pickler(this::tensor);
    pickler.value(content);
    return pickler.end();
  }

  private void tensor(Object value, Pickler pickler) {
    if (value instanceof NdArray array) {
      tensor(new TypedArray(array, ElementType.of(array)), pickler);
    } else if (value instanceof TypedArray typed) {
      tensor(typed, pickler);
    } else {
      throw new IllegalArgumentException(
          "a " + value.getClass().getName() + " has no form in a file of torch.save");
    }
  }

  private void tensor(TypedArray typed, Pickler pickler) {
    String storage =
        TorchType.of(typed.type())
            .storage()
            .orElseThrow(
                () -> new IllegalArgumentException(typed.type() + " has no storage of its own"));
    int number = storages.computeIfAbsent(typed, added -> storages.size());
    List<Integer> sizes = Arrays.stream(typed.array().shape()).boxed().toList();
    pickler.global("torch._utils", "_rebuild_tensor_v2");
    pickler.tuple(
        () -> {
          pickler.tuple(
              () -> {
                pickler.value("storage");
                pickler.global("torch", storage);
                pickler.value(Integer.toString(number));
                pickler.value("cpu");
                pickler.value(typed.array().size());
              });
          pickler.persistentId();
          pickler.value(0);
          pickler.tuple(sizes);
          pickler.tuple(Region.denseStrides(sizes));
          pickler.value(false);
          pickler.global("collections", "OrderedDict");
          pickler.tuple(List.of());
          pickler.call();
        });
    pickler.call();
  }
}
