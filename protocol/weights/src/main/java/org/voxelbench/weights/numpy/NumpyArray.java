package org.voxelbench.weights.numpy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.element.ElementType;
import org.voxelbench.weights.pickle.Arguments;
import org.voxelbench.weights.pickle.Buildable;
import org.voxelbench.weights.pickle.ClaimedShape;
import org.voxelbench.weights.pickle.PickleException;
import org.voxelbench.weights.pickle.Tuple;
import org.voxelbench.weights.tensor.Region;
import org.voxelbench.weights.tensor.StridedDecoder;

/** An array of NumPy: numbers as bytes of the pickle, or values one by one. */
public final class NumpyArray implements Buildable {

  private static final String NAME = "NumPy's array";

  private NumpyType type;
  private List<Integer> sizes = List.of();
  private boolean fortran;
  private byte[] bytes = new byte[0];
  private List<?> objects = List.of();

  NumpyArray() {}

  /** An array that lies in a buffer, as protocol 5 writes it. */
  static NumpyArray fromBuffer(Arguments arguments) {
    NumpyArray array = new NumpyArray();
    array.fill(
        arguments.get(1, NumpyType.class),
        arguments.axes(2),
        arguments.get(3, String.class).equals("F"),
        arguments.get(0, byte[].class));
    return array;
  }

  @Override
  public void build(Object state) {
    if (!(state instanceof Tuple tuple)) {
      throw new PickleException("the pickle gives a state to NumPy's array that is none");
    }
    Arguments given = new Arguments(NAME, tuple.items());
    fill(
        given.get(2, NumpyType.class),
        given.axes(1),
        given.get(3, Boolean.class),
        given.get(4, Object.class));
  }

  private void fill(NumpyType givenType, List<Long> shape, boolean columns, Object values) {
    type = givenType;
    sizes = ClaimedShape.checked(NAME, shape);
    fortran = columns;
    long count = ClaimedShape.count(NAME, sizes);
    if (type.isObject() && values instanceof List<?> items && items.size() == count) {
      objects = items;
    } else if (!type.isObject()
        && values instanceof byte[] raw
        && raw.length == count * type.bytes()) {
      bytes = raw;
    } else {
      throw new PickleException(
          "the pickle holds an array of NumPy whose values do not fit its shape " + sizes);
    }
  }

  /** Whether it holds numbers. */
  public boolean isNumeric() {
    return type != null && type.number().isPresent();
  }

  /** Where its numbers lie. */
  public Region region(String storage) {
    ElementType number = type.number().orElseThrow();
    if (!fortran) {
      return Region.dense(storage, number, 0, sizes);
    }
    List<Integer> reversed = new ArrayList<>(sizes);
    Collections.reverse(reversed);
    List<Long> strides = new ArrayList<>(Region.denseStrides(reversed));
    Collections.reverse(strides);
    return new Region(storage, number, 0, sizes, strides);
  }

  /** Its numbers in C order. */
  public NdArray values(String where, Region region) {
    try {
      return new StridedDecoder(where, region, type.order())
          .decode(new ByteArrayInputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its texts, bytes or Python values one after the other; none if it was never filled. */
  public List<?> items() {
    if (type == null || type.isObject()) {
      return objects;
    }
    List<Object> items = new ArrayList<>();
    for (int at = 0; type.bytes() > 0 && at < bytes.length; at += type.bytes()) {
      items.add(NumpyText.of(bytes, at, type));
    }
    return items;
  }
}
