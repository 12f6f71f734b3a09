package org.voxelbench.datasets.download;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/** Tells by the first lines of an answer whether a file follows. */
final class AnswerCheck {

  /** Statuses of the client's faults that pass: slow, too early, too often. */
  private static final Set<Integer> PASSING = Set.of(408, 425, 429);

  /** The server's file is shorter than what is here of it. */
  static final Fault NO_SUCH_PART =
      Fault.passing("the server has no such part of the file; it is fetched anew");

  private static final int REDIRECTED = 300;
  private static final int SERVERS_FAULT = 500;
  private static final int RANGE_NOT_SATISFIABLE = 416;

  private AnswerCheck() {}

  /**
   * What an answer offers.
   *
   * @throws Refusal if it offers no file
   */
  static Offer offer(HttpResponse.ResponseInfo answer, URI url) throws Refusal {
    Offer offer = Offer.of(answer).orElse(null);
    if (offer == null) {
      throw new Refusal(fault(answer.statusCode(), answer.headers()));
    }
    String type = answer.headers().firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    if (type.startsWith("text/html") && !isPage(String.valueOf(url.getPath()))) {
      throw new Refusal(page());
    }
    return offer;
  }

  /** What is wrong with a web page that came instead of a file. */
  static Fault page() {
    return Fault.lasting(
        "the server sent a web page, not the file; open the address in a browser to see what it"
            + " asks for");
  }

  private static boolean isPage(String path) {
    return path.endsWith(".html") || path.endsWith(".htm");
  }

  /** The fault of an answer without content. */
  static Fault fault(int status, HttpHeaders headers) {
    if (status == RANGE_NOT_SATISFIABLE) {
      return NO_SUCH_PART;
    }
    if (status >= REDIRECTED && status < REDIRECTED + 100) {
      return Fault.lasting(
          "the server points to '"
              + headers.firstValue("Location").orElse("nowhere")
              + "', which is not followed");
    }
    boolean lasting = status >= 400 && status < SERVERS_FAULT && !PASSING.contains(status);
    return new Fault("the server answered with status " + status, lasting, wait(headers));
  }

  private static Duration wait(HttpHeaders headers) {
    return headers
        .firstValue("Retry-After")
        .filter(seconds -> seconds.matches("\\d{1,6}"))
        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
        .orElse(Duration.ZERO);
  }
}
