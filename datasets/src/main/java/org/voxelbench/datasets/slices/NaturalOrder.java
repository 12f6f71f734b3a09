package org.voxelbench.datasets.slices;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Orders names as people count: {@code 9} before {@code 10}. */
final class NaturalOrder implements Comparator<String> {

  private static final Pattern PART = Pattern.compile("\\d+|\\D+");

  @Override
  public int compare(String a, String b) {
    Matcher left = PART.matcher(a);
    Matcher right = PART.matcher(b);
    while (left.find()) {
      if (!right.find()) {
        return 1;
      }
      int order = part(left.group(), right.group());
      if (order != 0) {
        return order;
      }
    }
    return right.find() ? -1 : a.compareTo(b);
  }

  private static int part(String a, String b) {
    return Character.isDigit(a.charAt(0)) && Character.isDigit(b.charAt(0))
        ? new BigInteger(a).compareTo(new BigInteger(b))
        : a.compareTo(b);
  }
}
