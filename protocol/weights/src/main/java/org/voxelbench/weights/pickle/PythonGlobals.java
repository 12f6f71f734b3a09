package org.voxelbench.weights.pickle;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The globals of Python itself that hold data. */
public final class PythonGlobals {

  /** Classes that are nothing but their data, which are kept as {@link DataRecord}. */
  private static final List<String> RECORDS =
      List.of(
          "argparse.Namespace",
          "builtins.complex",
          "builtins.range",
          "builtins.slice",
          "pathlib.Path",
          "pathlib.PosixPath",
          "pathlib.PurePosixPath",
          "pathlib.PureWindowsPath",
          "pathlib.WindowsPath",
          "types.SimpleNamespace");

  /** What a {@code defaultdict} makes of a key that it lacks. */
  private static final List<String> FACTORIES =
      List.of("builtins.int", "builtins.float", "builtins.str", "builtins.bool");

  private PythonGlobals() {}

  /** Adds them to others. */
  public static void addTo(Globals globals) {
    RECORDS.forEach(
        name -> globals.function(name, arguments -> new DataRecord(name, arguments.values())));
    FACTORIES.forEach(name -> globals.constant(name, new Named(name)));
    globals
        .function(
            "builtins.xrange", arguments -> new DataRecord("builtins.range", arguments.values()))
        .function("builtins.list", PythonGlobals::list)
        .function("builtins.set", PythonGlobals::list)
        .function("builtins.frozenset", PythonGlobals::list)
        .function("builtins.bytes", PythonGlobals::bytes)
        .function("builtins.bytearray", PythonGlobals::bytes)
        .function("_codecs.encode", PythonGlobals::encode)
        .function("builtins.dict", PythonGlobals::dictionary)
        .function("collections.OrderedDict", PythonGlobals::dictionary)
        .function("collections.Counter", PythonGlobals::dictionary)
        .function("collections.defaultdict", arguments -> new LinkedHashMap<>());
  }

  private static List<?> list(Arguments arguments) {
    List<?> items = arguments.size() == 0 ? List.of() : arguments.get(0, List.class);
    return new ArrayList<>(items);
  }

  private static byte[] bytes(Arguments arguments) {
    return arguments.size() == 0 ? new byte[0] : arguments.get(0, byte[].class);
  }

  /** Protocol 2 knows no bytes and writes them as a text of the same code points. */
  private static byte[] encode(Arguments arguments) {
    String text = arguments.get(0, String.class);
    if (!arguments.get(1, String.class).equals("latin1")
        || text.chars().anyMatch(letter -> letter > 0xFF)) {
      throw new PickleException("the pickle holds bytes that are not written as Latin-1");
    }
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static Map<String, Object> dictionary(Arguments arguments) {
    Map<String, Object> dictionary = new LinkedHashMap<>();
    if (arguments.size() > 0) {
      Map<?, ?> given = arguments.get(0, Map.class);
      given.forEach((key, value) -> dictionary.put((String) key, value));
    }
    return dictionary;
  }
}
