package org.voxelbench.weights.pickle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a pickle as data, one opcode after the other.
 *
 * <p>A global is looked up among those that are known and refused by name if it is not; nothing is
 * ever executed. Lists and sets become {@link List}, dictionaries {@link Map} with texts as keys,
 * tuples {@link Tuple}, whole numbers {@link Long} or {@link java.math.BigInteger}, floats {@link
 * Double}, bytes {@code byte[]}, None {@code null}. Memory is bounded by the pickle's length, and
 * there is no recursion, however deep the values are nested.
 *
 * @see <a href="https://docs.python.org/3/library/pickletools.html">the opcodes</a>
 */
public final class Unpickler {

  private static final int OLDEST_PROTOCOL = 2;
  private static final int NEWEST_PROTOCOL = 5;

  /** What calls may be given in all; honest pickles give less than they are long. */
  private static final long COPIES_PER_BYTE = 4;

  private static final long FEW_COPIES = 1 << 16;

  private final PickleInput in;
  private final Globals globals;
  private final PersistentIds ids;
  private final PickleStack stack = new PickleStack();
  private final Map<Long, Object> memo = new HashMap<>();
  private final long mostCopied;
  private long copied;

  private Unpickler(byte[] pickle, Globals globals, PersistentIds ids) {
    this.in = new PickleInput(pickle);
    this.mostCopied = COPIES_PER_BYTE * pickle.length + FEW_COPIES;
    this.globals = globals;
    this.ids = ids;
  }

  /**
   * The value of a pickle.
   *
   * @throws PickleException if it is damaged, names an unknown global, or is of another protocol
   *     than 2 to 5
   */
  public static Object read(byte[] pickle, Globals globals, PersistentIds ids) {
    return new Unpickler(pickle, globals, ids).value();
  }

  private Object value() {
    if (next() != Opcode.PROTO) {
      throw new PickleException("the pickle does not begin with its protocol");
    }
    checkProtocol();
    for (Opcode opcode = next(); opcode != Opcode.STOP; opcode = next()) {
      run(opcode);
    }
    Object value = stack.pop();
    if (!stack.isEmpty() || in.hasMore()) {
      throw new PickleException("the pickle holds more than one value");
    }
    return value;
  }

  private Opcode next() {
    int at = in.position();
    int code = in.unsignedByte();
    Opcode opcode = Opcode.of(code);
    if (opcode == null) {
      throw new PickleException(
          "the pickle has the opcode 0x"
              + Integer.toHexString(code)
              + " at byte "
              + at
              + ", which nobody needs for weights");
    }
    return opcode;
  }

  private void run(Opcode opcode) {
    switch (opcode) {
      case PROTO -> checkProtocol();
      case FRAME -> in.need(in.signedLong());
      case MARK -> stack.mark();
      case NONE -> stack.push(null);
      case NEWTRUE -> stack.push(true);
      case NEWFALSE -> stack.push(false);
      case BININT -> stack.push((long) in.signedInt());
      case BININT1 -> stack.push((long) in.unsignedByte());
      case BININT2 -> stack.push((long) in.unsignedShort());
      case LONG1 -> stack.push(in.bigInteger(in.unsignedByte()));
      case BINFLOAT -> stack.push(in.bigEndianDouble());
      case BINUNICODE -> stack.push(in.text(in.unsignedInt()));
      case SHORT_BINUNICODE -> stack.push(in.text(in.unsignedByte()));
      case BINUNICODE8 -> stack.push(in.text(in.signedLong()));
      case BINBYTES -> stack.push(in.bytes(in.unsignedInt()));
      case SHORT_BINBYTES -> stack.push(in.bytes(in.unsignedByte()));
      case BINBYTES8, BYTEARRAY8 -> stack.push(in.bytes(in.signedLong()));
      case EMPTY_TUPLE -> stack.push(Tuple.of());
      case TUPLE -> stack.push(new Tuple(stack.popToMark()));
      case TUPLE1 -> stack.push(new Tuple(stack.pop(1)));
      case TUPLE2 -> stack.push(new Tuple(stack.pop(2)));
      case TUPLE3 -> stack.push(new Tuple(stack.pop(3)));
      case EMPTY_LIST, EMPTY_SET -> stack.push(new ArrayList<>());
      case APPEND -> append(stack.pop(1));
      case APPENDS, ADDITEMS -> append(stack.popToMark());
      case FROZENSET -> stack.push(new ArrayList<>(stack.popToMark()));
      case EMPTY_DICT -> stack.push(new LinkedHashMap<>());
      case SETITEM -> setItems(stack.pop(2));
      case SETITEMS -> setItems(stack.popToMark());
      case BINPUT -> memo.put((long) in.unsignedByte(), stack.top());
      case LONG_BINPUT -> memo.put(in.unsignedInt(), stack.top());
      case MEMOIZE -> memo.put((long) memo.size(), stack.top());
      case BINGET -> stack.push(remembered(in.unsignedByte()));
      case LONG_BINGET -> stack.push(remembered(in.unsignedInt()));
      case GLOBAL -> stack.push(global(in.line(), in.line()));
      case STACK_GLOBAL -> stack.push(globalOf(stack.pop(2)));
      case REDUCE, NEWOBJ -> stack.push(call(stack.pop(2)));
      case BUILD -> build(stack.pop(), stack.top());
      case BINPERSID -> stack.push(outside(stack.pop()));
      case STOP -> throw new IllegalStateException("the end is no step");
    }
  }

  private void checkProtocol() {
    int protocol = in.unsignedByte();
    if (protocol < OLDEST_PROTOCOL || protocol > NEWEST_PROTOCOL) {
      throw new PickleException(
          "the pickle is of protocol "
              + protocol
              + "; those from "
              + OLDEST_PROTOCOL
              + " to "
              + NEWEST_PROTOCOL
              + " are read");
    }
  }

  private Object remembered(long place) {
    if (!memo.containsKey(place)) {
      throw new PickleException("the pickle recalls value " + place + ", which it never kept");
    }
    return memo.get(place);
  }

  @SuppressWarnings("unchecked")
  private void append(List<Object> items) {
    if (!(stack.top() instanceof ArrayList<?> list)) {
      throw new PickleException("the pickle appends to " + Kind.of(stack.top()));
    }
    ((List<Object>) list).addAll(items);
  }

  @SuppressWarnings("unchecked")
  private void setItems(List<Object> pairs) {
    if (!(stack.top() instanceof LinkedHashMap<?, ?> map) || pairs.size() % 2 != 0) {
      throw new PickleException("the pickle sets keys of " + Kind.of(stack.top()));
    }
    for (int i = 0; i < pairs.size(); i += 2) {
      Keys.put((Map<String, Object>) map, pairs.get(i), pairs.get(i + 1));
    }
  }

  private Object globalOf(List<Object> names) {
    if (names.get(0) instanceof String module && names.get(1) instanceof String name) {
      return global(module, name);
    }
    throw new PickleException("the pickle asks for a global whose name is no text");
  }

  private Object global(String module, String name) {
    return globals
        .find(module, name)
        .orElseThrow(
            () ->
                new PickleException(
                    "the pickle asks for "
                        + PickleException.shown(module + "." + name)
                        + ", which is code and not weights; nothing of it was run, so save the"
                        + " weights alone, as in torch.save(model.state_dict(), ...)"));
  }

  private Object call(List<Object> callAndArguments) {
    if (callAndArguments.get(0) instanceof Global global
        && callAndArguments.get(1) instanceof Tuple arguments) {
      arguments.items().forEach(this::countCopied);
      return global.call(arguments.items());
    }
    throw new PickleException(
        "the pickle calls " + Kind.of(callAndArguments.get(0)) + ", not a global");
  }

  /** A value that is recalled may be given to many calls, each of which may copy it. */
  private void countCopied(Object argument) {
    if (argument instanceof String text) {
      copied += text.length();
    } else if (argument instanceof byte[] bytes) {
      copied += bytes.length;
    } else if (argument instanceof Tuple tuple) {
      copied += tuple.items().size();
    } else if (argument instanceof List<?> items) {
      copied += items.size();
    } else if (argument instanceof Map<?, ?> map) {
      copied += map.size();
    }
    if (copied > mostCopied) {
      throw new PickleException("the pickle copies the same values again and again");
    }
  }

  private static void build(Object state, Object value) {
    if (value instanceof Buildable buildable) {
      buildable.build(state);
    } else if (!(value instanceof LinkedHashMap<?, ?>)) {
      // The attributes of an OrderedDict, such as the versions of a state_dict, are no weights.
      throw new PickleException("the pickle gives a state to " + Kind.of(value));
    }
  }

  private Object outside(Object id) {
    if (id instanceof Tuple tuple) {
      return ids.find(new Arguments("a persistent id", tuple.items()));
    }
    throw new PickleException("the pickle has a persistent id that is no tuple");
  }
}
