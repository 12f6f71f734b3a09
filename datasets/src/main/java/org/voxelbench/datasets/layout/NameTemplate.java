package org.voxelbench.datasets.layout;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The name of a case or of a group of cases, made of parts of its paths, such as {@code
 * Patient-{n}}.
 *
 * @param written as cards write it
 */
public record NameTemplate(String written) {

  private static final Pattern PART = Pattern.compile("\\{(" + PathTemplate.NAME + ")}");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public NameTemplate {}

  /** The names of the parts that it needs. */
  Set<String> names() {
    return PART.matcher(written).results().map(part -> part.group(1)).collect(Collectors.toSet());
  }

  /** The name for some parts. */
  String fill(Map<String, String> parts) {
    return PART.matcher(written)
        .replaceAll(part -> Matcher.quoteReplacement(parts.get(part.group(1))));
  }
}
