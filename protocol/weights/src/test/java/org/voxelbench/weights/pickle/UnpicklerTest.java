package org.voxelbench.weights.pickle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What each opcode does, as Python's pickletools describes it, and what is refused. */
class UnpicklerTest {

  private static final String PROTO = "\u0080\u0002";

  private static Object read(String pickle) {
    Globals globals = new Globals();
    PythonGlobals.addTo(globals);
    return Unpickler.read(
        pickle.getBytes(StandardCharsets.ISO_8859_1), globals, id -> List.of("id", id.size()));
  }

  @Test
  void everyOpcodeGivesItsValue() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("\u0088.", true);
    values.put("\u0089.", false);
    values.put("K\u00ff.", 255L);
    values.put("M\u0001\u0002.", 513L);
    values.put("J\u00fe\u00ff\u00ff\u00ff.", -2L);
    values.put("\u008a\u0000.", 0L);
    values.put("\u008a\u0001\u00ff.", -1L);
    values.put("\u008a\u0009\0\0\0\0\0\0\0\0\u0001.", BigInteger.ONE.shiftLeft(64));
    values.put("G?\u00f8\0\0\0\0\0\0.", 1.5);
    values.put("X\u0002\0\0\0\u00c3\u00a4.", "ä");
    values.put("\u008c\u0001a.", "a");
    values.put("\u008d\u0001\0\0\0\0\0\0\0a.", "a");
    values.put("].", List.of());
    values.put("]K\u0001a.", List.of(1L));
    values.put("](K\u0001K\u0002e.", List.of(1L, 2L));
    values.put("}.", Map.of());
    values.put("}K\u0001\u0088s.", Map.of("1", true));
    values.put("}K\u0001K\u0002\u0086\u0088s.", Map.of("(1, 2)", true));
    values.put("}(K\u0001\u0088K\u0002\u0089u.", Map.of("1", true, "2", false));
    values.put("\u008f(K\u0001\u0090.", List.of(1L));
    values.put("(K\u0001\u0091.", List.of(1L));
    values.put(").", Tuple.of());
    values.put("K\u0001\u0085.", Tuple.of(1L));
    values.put("K\u0001K\u0002\u0086.", Tuple.of(1L, 2L));
    values.put("K\u0001K\u0002K\u0003\u0087.", Tuple.of(1L, 2L, 3L));
    values.put("(K\u0001Nt.", Tuple.of(1L, null));
    values.put("K\u0001q\u0005h\u0005\u0086.", Tuple.of(1L, 1L));
    values.put("K\u0001r\u0005\0\0\u0080j\u0005\0\0\u0080\u0086.", Tuple.of(1L, 1L));
    values.put("K\u0001\u0094h\0\u0086.", Tuple.of(1L, 1L));
    values.put("\u0095\u0003\0\0\0\0\0\0\0K\u0001.", 1L);
    values.put("K\u0001K\u0002\u0086Q.", List.of("id", 2));
    values.put("c__builtin__\nset\n](K\u0001e\u0085R.", List.of(1L));
    values.put("\u008c\u000bcollections\u008c\u000bOrderedDict\u0093)R.", Map.of());
    values.put("ccollections\nOrderedDict\n)R}b.", Map.of());
    values.forEach((pickle, value) -> assertThat(read(PROTO + pickle)).as(pickle).isEqualTo(value));
    assertThat(read(PROTO + "N.")).isNull();
    assertThat(read(PROTO + "C\u0002ab.")).isEqualTo(new byte[] {'a', 'b'});
    assertThat(read(PROTO + "B\u0001\0\0\0a.")).isEqualTo(new byte[] {'a'});
    assertThat(read(PROTO + "\u008e\u0001\0\0\0\0\0\0\0a.")).isEqualTo(new byte[] {'a'});
    assertThat(read(PROTO + "\u0096\u0001\0\0\0\0\0\0\0a.")).isEqualTo(new byte[] {'a'});
  }

  @Test
  void dataThatIsNoValueOfItsOwnIsKeptAsARecord() {
    DataRecord args =
        (DataRecord) read(PROTO + "cargparse\nNamespace\n)\u0081}X\u0001\0\0\0aK\u0001sb.");
    assertThat(args.type()).isEqualTo("argparse.Namespace");
    assertThat(args.state()).isEqualTo(Map.of("a", 1L));
    DataRecord path = (DataRecord) read(PROTO + "cpathlib\nPosixPath\nX\u0001\0\0\0/\u0085R.");
    assertThat(path.arguments()).isEqualTo(List.of("/"));
  }

  @TestFactory
  Stream<DynamicTest> whatIsNoDataIsRefused() {
    Map<String, String> refused = new LinkedHashMap<>();
    refused.put("cos\nsystem\nX\u0004\0\0\0true\u0085R.", "asks for os.system, which is code");
    refused.put("c__builtin__\neval\nX\u0001\0\0\0" + "1\u0085R.", "asks for __builtin__.eval,");
    refused.put("cbuiltins\nexec\n.", "asks for builtins.exec,");
    refused.put("cbuiltins\ngetattr\n.", "asks for builtins.getattr,");
    refused.put(
        "\u008c\u0005posix\u008c\u0006system\u0093\u008c\u0004true\u0085R.",
        "asks for posix.system");
    refused.put(
        "c__builtin__\nset\n(cposix\nsystem\nX\u0004\0\0\0true\u0085Rl\u0085R.", "posix.system");
    refused.put("ccollections\nOrderedDict.popitem\n)R.", "collections.OrderedDict.popitem");
    refused.put("c" + "a".repeat(5000) + "\nb\n.", "asks for " + "a".repeat(80) + "…, which");
    refused.put("c\u001b[2J\nb\n.", "asks for ?[2J.b, which");
    refused.put("K\u0001K\u0002\u0093.", "a global whose name is no text");
    refused.put("X\u0001\0\0\0a)R.", "calls a text, not a global");
    refused.put("ccollections\nOrderedDict\nK\u0001R.", "calls collections.OrderedDict, not a");
    refused.put(
        "cbuiltins\nset\nK\u0001\u0085R.", "gives builtins.set a whole number as argument 1");
    refused.put("c_codecs\nencode\n)R.", "gives _codecs.encode nothing as argument 1");
    refused.put(
        "c_codecs\nencode\nX\u0002\0\0\0\u00c4\u0080X\u0006\0\0\0latin1\u0086R.", "not written as");
    refused.put("c_codecs\nencode\n", "ends early: at byte 18 it needs 1 more bytes and has 0");
    refused.put("cos", "ends early");
    refused.put("i__main__\nX\n", "the opcode 0x69 at byte 2, which nobody needs");
    refused.put("Pid\n", "the opcode 0x50");
    refused.put("\u0097.", "the opcode 0x97");
    refused.put("X\u00ff\u00ff\u00ff\u00ffa.", "needs 4294967295 more bytes and has 2");
    refused.put(
        "\u008d\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ffa.", "needs 18446744073709551615");
    refused.put("\u0096\u00ff\u00ff\u00ff\u00ff\0\0\0\0a.", "needs 4294967295 more bytes");
    refused.put("\u0095\0\0\0\0\0\0\0\u0001.", "needs 72057594037927936 more bytes");
    refused.put("X\u0001\0\0\0\u00ff.", "a text that is not UTF-8");
    refused.put("a.", "uses a value that it never gave");
    refused.put("K\u0001(a.", "uses a value that it never gave");
    refused.put("t.", "ends a list of values that it never began");
    refused.put(".", "uses a value that it never gave");
    refused.put("K\u0001K\u0002.", "more than one value");
    refused.put("(K\u0001.", "more than one value");
    refused.put("K\u0001.K", "more than one value");
    refused.put("h\u0007.", "recalls value 7, which it never kept");
    refused.put("j\u00ff\u00ff\u00ff\u00ff.", "recalls value 4294967295");
    refused.put("K\u0001K\u0002a.", "appends to a whole number");
    refused.put("\u0088K\u0001K\u0002s.", "sets keys of a boolean");
    refused.put("}(K\u0001u.", "sets keys of a dictionary");
    refused.put("}(K\u0001\u0090.", "appends to a dictionary");
    refused.put("}]K\u0001s.", "a list as a key");
    refused.put("}(K\u0001NX\u0001\0\0\0" + "1Nu.", "the key 1 twice");
    refused.put("})\u0085K\u0001s.", "a tuple as a key");
    refused.put(
        "}(X\u00ff\0\0\0" + "a".repeat(255) + "q\0" + "h\0".repeat(9) + "tK\u0001s.",
        "a tuple of great length as a key");
    refused.put("]}b.", "gives a state to a list");
    refused.put("K\u0001Q.", "a persistent id that is no tuple");
    return refused.entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getValue(),
                    () ->
                        assertThatThrownBy(() -> read(PROTO + entry.getKey()))
                            .isInstanceOf(PickleException.class)
                            .hasMessageContaining(entry.getValue())));
  }

  @Test
  void otherProtocolsAreRefused() {
    for (String pickle : List.of("\u0080\u0001N.", "\u0080\u0006N.")) {
      assertThatThrownBy(() -> read(pickle)).hasMessageContaining("from 2 to 5 are read");
    }
    for (String pickle : List.of("", "N.", "cos\nsystem\n(tR.")) {
      assertThatThrownBy(() -> read(pickle)).isInstanceOf(PickleException.class);
    }
  }

  @Test
  void depthTakesNoStack() {
    int deep = 1_000_000;
    assertThat(read(PROTO + "]".repeat(deep) + "a".repeat(deep - 1) + "."))
        .isInstanceOf(ArrayList.class);
    assertThat(read(PROTO + ")" + "\u0085".repeat(deep) + ".")).isInstanceOf(Tuple.class);
    assertThatThrownBy(() -> read(PROTO + "}" + ")" + "\u0085".repeat(deep) + "Ns."))
        .hasMessageContaining("as a key");
  }

  @Test
  void aValueIsNotCopiedAgainAndAgain() {
    String text = "X\0\0\u0001\0" + "a".repeat(1 << 16) + "q\u0001";
    String copies = "c_codecs\nencode\nh\u0001X\u0006\0\0\0latin1\u0086R";
    assertThatThrownBy(() -> read(PROTO + "(" + text + copies.repeat(10_000) + "t."))
        .isInstanceOf(PickleException.class)
        .hasMessageContaining("copies the same values again and again");
  }
}
