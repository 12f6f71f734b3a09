package org.voxelbench.harness.cluster;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.Suggestions;

/**
 * A text with places for values.
 *
 * <p>{@code {{name}}} is a value, {@code {{'name'}}} the same as one word of a shell, {@code
 * {{"name"}}} as a string of JSON or YAML. What stands between {@code {{#name}}} and {@code
 * {{/name}}} is repeated for each of a list, or left out where a value is empty; a line that holds
 * such a mark alone vanishes.
 */
final class Template {

  private static final Pattern MARK =
      Pattern.compile("\\{\\{(?:([#/])([A-Za-z]+)|(['\"]?)([A-Za-z]+)\\3)}}");
  private static final Pattern ALONE = Pattern.compile("[ \t]*(\\{\\{[#/][A-Za-z]+}})[ \t]*\n?");

  private sealed interface Node {}

  private record Text(String text) implements Node {}

  private record Value(String name, Quoting quoting) implements Node {}

  private record Part(String name, int line, List<Node> nodes) implements Node {}

  private final List<Node> nodes;

  private Template(List<Node> nodes) {
    this.nodes = nodes;
  }

  /**
   * Reads a template.
   *
   * @param origin what messages call it
   * @param ofGroup whether it is filled for each group
   * @throws BadInputException with every mark that isn't known, by its line
   */
  static Template parse(String origin, String text, boolean ofGroup) {
    Reader reader = new Reader(origin, ofGroup);
    String[] lines = text.split("(?<=\n)");
    for (int i = 0; i < lines.length; i++) {
      Matcher alone = ALONE.matcher(lines[i]);
      reader.line(alone.matches() ? alone.group(1) : lines[i], i + 1);
    }
    return new Template(reader.end());
  }

  /** The names of all values and parts that it holds. */
  Set<String> names() {
    Set<String> names = new HashSet<>();
    collect(nodes, names);
    return names;
  }

  private static void collect(List<Node> nodes, Set<String> names) {
    for (Node node : nodes) {
      if (node instanceof Value value) {
        names.add(value.name());
      } else if (node instanceof Part part) {
        names.add(part.name());
        collect(part.nodes(), names);
      }
    }
  }

  /**
   * The text with values.
   *
   * @param scopes what names stand for, the innermost first
   */
  String filled(List<Scope> scopes) {
    StringBuilder out = new StringBuilder();
    fill(nodes, new ArrayDeque<>(scopes), out);
    return out.toString();
  }

  private static void fill(List<Node> nodes, Deque<Scope> scopes, StringBuilder out) {
    for (Node node : nodes) {
      if (node instanceof Text text) {
        out.append(text.text());
      } else if (node instanceof Value value) {
        out.append(value.quoting().of(text(value.name(), scopes)));
      } else if (node instanceof Part part) {
        fill(part, scopes, out);
      }
    }
  }

  private static void fill(Part part, Deque<Scope> scopes, StringBuilder out) {
    if (Vocabulary.isList(part.name())) {
      for (Scope one : list(part.name(), scopes)) {
        scopes.push(one);
        fill(part.nodes(), scopes, out);
        scopes.pop();
      }
    } else if (!text(part.name(), scopes).isEmpty()) {
      fill(part.nodes(), scopes, out);
    }
  }

  private static String text(String name, Deque<Scope> scopes) {
    return scopes.stream()
        .filter(scope -> scope.texts().containsKey(name))
        .findFirst()
        .orElseThrow()
        .texts()
        .get(name);
  }

  private static List<Scope> list(String name, Deque<Scope> scopes) {
    return scopes.stream()
        .filter(scope -> scope.lists().containsKey(name))
        .findFirst()
        .orElseThrow()
        .lists()
        .get(name);
  }

  /** Reads line by line, and keeps what is wrong. */
  private static final class Reader {

    private final String origin;
    private final Deque<Part> open = new ArrayDeque<>();
    private final List<String> inside = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    Reader(String origin, boolean ofGroup) {
      this.origin = origin;
      open.push(new Part("", 0, new ArrayList<>()));
      if (ofGroup) {
        inside.add(Vocabulary.GROUPS);
      }
    }

    void line(String line, int number) {
      Matcher mark = MARK.matcher(line);
      int from = 0;
      while (mark.find()) {
        text(line.substring(from, mark.start()), number);
        if (mark.group(1) == null) {
          value(mark, number);
        } else if (mark.group(1).equals("#")) {
          begin(mark.group(2), number);
        } else {
          end(mark.group(2), number);
        }
        from = mark.end();
      }
      text(line.substring(from), number);
    }

    private void text(String text, int line) {
      if (text.contains("{{")) {
        fault(line, "'" + text.substring(text.indexOf("{{")).strip() + "' is no placeholder");
      }
      if (!text.isEmpty()) {
        open.peek().nodes().add(new Text(text));
      }
    }

    private void value(Matcher mark, int line) {
      String name = mark.group(4);
      if (isKnown(name, line) && Vocabulary.isList(name)) {
        fault(line, "'" + name + "' is a list; write {{#" + name + "}} ... {{/" + name + "}}");
      }
      open.peek().nodes().add(new Value(name, Quoting.marked(mark.group(3))));
    }

    private void begin(String name, int line) {
      isKnown(name, line);
      Part part = new Part(name, line, new ArrayList<>());
      open.peek().nodes().add(part);
      open.push(part);
      inside.add(name);
    }

    private void end(String name, int line) {
      if (open.size() == 1 || !open.peek().name().equals(name)) {
        fault(line, "{{/" + name + "}} ends nothing that was begun");
        return;
      }
      open.pop();
      inside.remove(inside.size() - 1);
    }

    private boolean isKnown(String name, int line) {
      Set<String> known = Vocabulary.known(inside);
      if (!known.contains(name)) {
        fault(
            line,
            "unknown placeholder '"
                + name
                + "'"
                + Suggestions.hint(name, known)
                + "; known here: "
                + String.join(", ", known));
        return false;
      }
      return true;
    }

    private void fault(int line, String what) {
      faults.add(origin + ", line " + line + ": " + what + ".");
    }

    List<Node> end() {
      while (open.size() > 1) {
        Part part = open.pop();
        fault(part.line(), "{{#" + part.name() + "}} is not ended by {{/" + part.name() + "}}");
      }
      if (!faults.isEmpty()) {
        throw new BadInputException(faults);
      }
      return open.peek().nodes();
    }
  }
}
