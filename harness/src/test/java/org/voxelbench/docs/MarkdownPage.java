package org.voxelbench.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of the documentation.
 *
 * @param file where it lies
 * @param text all of it
 */
record MarkdownPage(Path file, String text) {

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");
  private static final Pattern SPAN = Pattern.compile("`([^`\\n]+)`");

  static MarkdownPage read(Path file) {
    try {
      return new MarkdownPage(file, Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where a heading's link leads, as the usual hosts make it. */
  static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_ -]", "").replace(' ', '-');
  }

  /** The anchors of its headings. */
  List<String> anchors() {
    return prose()
        .lines()
        .filter(line -> line.startsWith("#"))
        .map(line -> anchor(line.replaceFirst("^#+ ", "")))
        .toList();
  }

  private String prose() {
    return BLOCK.matcher(text).replaceAll("");
  }

  /** What its text sets as code. */
  List<String> spans() {
    return SPAN.matcher(prose()).results().map(span -> span.group(1)).toList();
  }

  /** What the first column of the tables below a heading sets as code. */
  List<String> firstCells(String heading) {
    return text.lines()
        .dropWhile(line -> !line.equals(heading))
        .skip(1)
        .takeWhile(line -> !line.startsWith("#"))
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.split("\\|")[1])
        .flatMap(cell -> SPAN.matcher(cell).results().map(span -> span.group(1)))
        .toList();
  }

  /** Links to other places of the project. */
  List<String> links() {
    return LINK.matcher(text)
        .results()
        .map(link -> link.group(1))
        .filter(link -> !link.startsWith("http"))
        .toList();
  }

  /** Commands of that program, in blocks without a language and in text, without comments. */
  List<String> commands(String program) {
    List<String> lines = new ArrayList<>();
    Matcher blocks = BLOCK.matcher(text);
    while (blocks.find()) {
      if (blocks.group(1).isEmpty()) {
        blocks.group(2).lines().forEach(lines::add);
      }
    }
    Stream<String> typed = lines.stream().map(line -> line.replaceFirst("\\s+#.*", ""));
    return Stream.concat(typed, spans().stream())
        .filter(line -> line.startsWith(program + " "))
        .toList();
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
