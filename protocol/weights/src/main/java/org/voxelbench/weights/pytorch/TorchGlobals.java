package org.voxelbench.weights.pytorch;

import java.util.List;
import org.voxelbench.engine.element.ElementType;
import org.voxelbench.weights.numpy.NumpyGlobals;
import org.voxelbench.weights.pickle.Arguments;
import org.voxelbench.weights.pickle.ClaimedShape;
import org.voxelbench.weights.pickle.Global;
import org.voxelbench.weights.pickle.Globals;
import org.voxelbench.weights.pickle.Named;
import org.voxelbench.weights.pickle.PickleException;
import org.voxelbench.weights.pickle.PythonGlobals;
import org.voxelbench.weights.pickle.Tuple;
import org.voxelbench.weights.tensor.Region;

/** The globals of files of {@code torch.save}; a tensor becomes the {@link Region} it lies in. */
final class TorchGlobals {

  private static final List<Named> TENSOR_CLASSES =
      List.of(new Named("torch.Tensor"), new Named("torch.nn.parameter.Parameter"));

  private static final String TYPED = "torch._utils._rebuild_tensor_v2";
  private static final String UNTYPED = "torch._utils._rebuild_tensor_v3";

  private static final Globals ALL = all();

  private TorchGlobals() {}

  static Globals globals() {
    return ALL;
  }

  private static Globals all() {
    Globals globals = new Globals();
    PythonGlobals.addTo(globals);
    NumpyGlobals.addTo(globals);
    for (TorchType type : TorchType.values()) {
      globals.constant(type.dtype(), type.element());
      type.storage().ifPresent(name -> globals.constant("torch." + name, type.element()));
    }
    TENSOR_CLASSES.forEach(name -> globals.constant(name.name(), name));
    return globals
        .constant("torch.storage.UntypedStorage", ElementType.U8)
        .function("torch.Size", arguments -> new Tuple(List.copyOf(arguments.axes(0))))
        .function("torch.device", TorchGlobals::device)
        .function(TYPED, TorchGlobals::typed)
        .function(UNTYPED, TorchGlobals::untyped)
        .function("torch._utils._rebuild_parameter", TorchGlobals::parameter)
        .function("torch._utils._rebuild_parameter_with_state", TorchGlobals::parameter)
        .function("torch._tensor._rebuild_from_type_v2", TorchGlobals::withAttributes);
  }

  private static String device(Arguments arguments) {
    String kind = arguments.get(0, String.class);
    return arguments.size() > 1 ? kind + ":" + arguments.whole(1) : kind;
  }

  private static Region typed(Arguments arguments) {
    return region(arguments, arguments.get(0, Storage.class).type());
  }

  private static Region untyped(Arguments arguments) {
    return region(arguments, arguments.get(6, ElementType.class));
  }

  private static Region parameter(Arguments arguments) {
    return arguments.get(0, Region.class);
  }

  /** A tensor that somebody gave attributes; these are no weights. */
  private static Region withAttributes(Arguments arguments) {
    Named type = arguments.get(1, Named.class);
    if (!TENSOR_CLASSES.contains(type)) {
      throw new PickleException("the pickle makes a tensor of the class " + type.name());
    }
    Arguments inner = new Arguments(arguments.of(), arguments.get(2, Tuple.class).items());
    return switch (arguments.get(0, Global.class).name()) {
      case TYPED -> typed(inner);
      case UNTYPED -> untyped(inner);
      default -> throw new PickleException("the pickle makes a tensor in a way of its own");
    };
  }

  private static Region region(Arguments arguments, ElementType type) {
    Storage storage = arguments.get(0, Storage.class);
    String what = "a tensor of the storage '" + PickleException.shown(storage.name()) + "'";
    long offset = arguments.whole(1);
    List<Integer> sizes = ClaimedShape.checked(what, arguments.axes(2));
    List<Long> strides = arguments.axes(3);
    if (strides.size() != sizes.size()) {
      throw new PickleException(
          what + " has " + sizes.size() + " axes, but " + strides.size() + " strides");
    }
    long values = storage.bytes() / type.bytes();
    if (!liesWithin(values, offset, sizes, strides)) {
      throw new PickleException(
          what
              + " of shape "
              + sizes
              + ", strides "
              + strides
              + " and offset "
              + offset
              + " does not lie within its "
              + values
              + " values");
    }
    return new Region(storage.name(), type, offset, sizes, strides);
  }

  /** Counts down from the storage's end, as claims may overflow what is counted up. */
  private static boolean liesWithin(
      long values, long offset, List<Integer> sizes, List<Long> strides) {
    if (offset < 0 || offset > values || strides.stream().anyMatch(stride -> stride < 0)) {
      return false;
    }
    if (sizes.contains(0)) {
      return true;
    }
    long left = values - offset;
    for (int axis = 0; axis < sizes.size(); axis++) {
      long steps = sizes.get(axis) - 1L;
      if (steps > 0 && strides.get(axis) > left / steps) {
        return false;
      }
      left -= steps * (steps > 0 ? strides.get(axis) : 0);
    }
    return left > 0;
  }
}
