package org.voxelbench.datasets.download;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server's first lines say of the file that follows.
 *
 * @param start where what follows begins in the file
 * @param total the file's length, if the server says it
 * @param ranges whether it sends parts of the file
 * @param validator its name for this version of the file, entity tag or date; empty if it has none
 */
record Offer(long start, OptionalLong total, boolean ranges, String validator) {

  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final Pattern CONTENT_RANGE =
      Pattern.compile("bytes (\\d{1,18})-\\d+/(\\d{1,18}|\\*)");

  /** The offer of an answer; empty if it offers no content. */
  static Optional<Offer> of(HttpResponse.ResponseInfo answer) {
    HttpHeaders headers = answer.headers();
    String validator =
        headers
            .firstValue("ETag")
            .filter(tag -> !tag.startsWith("W/"))
            .or(() -> headers.firstValue("Last-Modified"))
            .orElse("");
    if (answer.statusCode() == OK) {
      return Optional.of(
          new Offer(
              0,
              headers.firstValueAsLong("Content-Length"),
              headers.firstValue("Accept-Ranges").orElse("none").equalsIgnoreCase("bytes"),
              validator));
    }
    Matcher range = CONTENT_RANGE.matcher(headers.firstValue("Content-Range").orElse(""));
    if (answer.statusCode() != PARTIAL || !range.matches()) {
      return Optional.empty();
    }
    OptionalLong total =
        range.group(2).equals("*")
            ? OptionalLong.empty()
            : OptionalLong.of(Long.parseLong(range.group(2)));
    return Optional.of(new Offer(Long.parseLong(range.group(1)), total, true, validator));
  }
}
