package org.voxelbench.training.transfer;

import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which pre-trained weight a downstream weight starts from: that of its name, or in the decoder,
 * whose stages count from the deepest, that of the same resolution.
 *
 * @param deeper by how many decoder stages the downstream network is deeper
 */
record WeightSources(int deeper) {

  private static final Pattern STAGE = Pattern.compile("(decoder\\.[a-z_]+\\.)(\\d+)(\\..+)");

  /** The sources between networks of those weights. */
  static WeightSources of(Collection<String> pretrained, Collection<String> downstream) {
    int known = decoderStages(pretrained);
    return new WeightSources(known == 0 ? 0 : decoderStages(downstream) - known);
  }

  private static int decoderStages(Collection<String> names) {
    return names.stream()
        .map(STAGE::matcher)
        .filter(Matcher::matches)
        .mapToInt(matcher -> 1 + Integer.parseInt(matcher.group(2)))
        .max()
        .orElse(0);
  }

  /** The name of the pre-trained weight, whether there is one or not. */
  String of(String downstream) {
    Matcher matcher = STAGE.matcher(downstream);
    return deeper == 0 || !matcher.matches()
        ? downstream
        : matcher.group(1) + (Integer.parseInt(matcher.group(2)) - deeper) + matcher.group(3);
  }
}
