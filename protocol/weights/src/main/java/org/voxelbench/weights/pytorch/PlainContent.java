package org.voxelbench.weights.pytorch;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.voxelbench.engine.element.ElementType;
import org.voxelbench.weights.numpy.NumpyArray;
import org.voxelbench.weights.pickle.DataRecord;
import org.voxelbench.weights.pickle.Global;
import org.voxelbench.weights.pickle.Named;
import org.voxelbench.weights.pickle.PickleException;
import org.voxelbench.weights.pickle.Tuple;
import org.voxelbench.weights.tensor.Region;
import org.voxelbench.weights.tensor.StoredTensor;

/**
 * What a pickle holds, as plain values of Java, with a path for every tensor.
 *
 * <p>A pickle may hold a value in several places, or within itself; what it unfolds to is bounded.
 */
final class PlainContent {

  /** The key of a value that is no dictionary. */
  private static final String ALONE = "value";

  private static final int DEEPEST = 100;
  private static final int LONGEST_PATH = 1000;
  private static final long VALUES_PER_BYTE = 2;
  private static final long FEW_VALUES = 1 << 12;

  private final long most;
  private final Deque<String> path = new ArrayDeque<>();
  private final Set<Object> around = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<String> paths = new HashSet<>();
  private final List<StoredTensor> tensors = new ArrayList<>();
  private final Map<NumpyArray, String> names = new IdentityHashMap<>();
  private final Map<String, NumpyArray> arrays = new LinkedHashMap<>();
  private final Map<String, Object> content;
  private long values;

  /**
   * Unfolds a value.
   *
   * @param bytes of the pickle
   * @throws PickleException if it holds itself, or unfolds to more than such a pickle can mean
   */
  PlainContent(Object root, long bytes) {
    this.most = VALUES_PER_BYTE * bytes + FEW_VALUES;
    this.content = map(root instanceof Map<?, ?> map ? map : Collections.singletonMap(ALONE, root));
  }

  Map<String, Object> content() {
    return content;
  }

  List<StoredTensor> tensors() {
    return tensors;
  }

  /** The arrays of NumPy by the storage of their regions. */
  Map<String, NumpyArray> arrays() {
    return arrays;
  }

  private Object plain(Object value) {
    if (++values > most) {
      throw new PickleException(
          "the pickle holds values within values that unfold to more than " + most);
    }
    if (value instanceof Region region) {
      return tensor(region);
    }
    if (value instanceof NumpyArray array) {
      return array.isNumeric() ? tensor(region(array)) : within(array, () -> list(array.items()));
    }
    if (value instanceof Map<?, ?> map) {
      return within(map, () -> map(map));
    }
    if (value instanceof Tuple tuple) {
      return within(tuple, () -> list(tuple.items()));
    }
    if (value instanceof List<?> items) {
      return within(items, () -> list(items));
    }
    if (value instanceof DataRecord data) {
      return within(data, () -> record(data));
    }
    return value instanceof byte[] bytes
        ? new String(bytes, StandardCharsets.ISO_8859_1)
        : scalar(value);
  }

  private static Object scalar(Object value) {
    if (value instanceof Named named) {
      return named.name();
    }
    if (value instanceof Global global) {
      return global.name();
    }
    if (value instanceof ElementType type) {
      return TorchType.of(type).dtype();
    }
    if (value == null
        || value instanceof String
        || value instanceof Number
        || value instanceof Boolean) {
      return value;
    }
    throw new PickleException("the pickle keeps a part of a tensor as a value");
  }

  /** Makes a value of one that holds others. */
  private interface Unfolding<T> {

    T make();
  }

  private <T> T within(Object holder, Unfolding<T> unfolding) {
    if (!around.add(holder)) {
      throw new PickleException("the pickle holds a value within itself, at " + shownPath());
    }
    if (around.size() > DEEPEST) {
      throw new PickleException(
          "the pickle nests values deeper than " + DEEPEST + ", at " + shownPath());
    }
    T made = unfolding.make();
    around.remove(holder);
    return made;
  }

  private Map<String, Object> map(Map<?, ?> map) {
    Map<String, Object> plain = new LinkedHashMap<>();
    map.forEach((key, value) -> plain.put((String) key, below((String) key, value)));
    return Collections.unmodifiableMap(plain);
  }

  private List<Object> list(List<?> items) {
    List<Object> plain = new ArrayList<>(items.size());
    items.forEach(item -> plain.add(below(Integer.toString(plain.size()), item)));
    return Collections.unmodifiableList(plain);
  }

  private Map<String, Object> record(DataRecord data) {
    Map<String, Object> parts = new LinkedHashMap<>();
    parts.put("class", data.type());
    if (!data.arguments().isEmpty()) {
      parts.put("arguments", new Tuple(data.arguments()));
    }
    if (data.state() != null) {
      parts.put("state", data.state());
    }
    return map(parts);
  }

  private Object below(String key, Object value) {
    path.addLast(key);
    Object plain = plain(value);
    path.removeLast();
    return plain;
  }

  private Region region(NumpyArray array) {
    String name = names.computeIfAbsent(array, added -> "numpy/" + names.size());
    arrays.put(name, array);
    return array.region(name);
  }

  private StoredTensor tensor(Region region) {
    int length = path.stream().mapToInt(key -> key.length() + 1).sum();
    if (length > LONGEST_PATH) {
      throw new PickleException("the pickle has a tensor whose keys are longer than a name can be");
    }
    String joined = String.join("/", path);
    if (!paths.add(joined)) {
      throw new PickleException("the pickle has two tensors of the path " + shownPath());
    }
    StoredTensor tensor = new StoredTensor(joined, region);
    tensors.add(tensor);
    return tensor;
  }

  private String shownPath() {
    return PickleException.shown(String.join("/", path));
  }
}
