package org.voxelbench.datasets.download;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.voxelbench.base.ProgramVersion;
import org.voxelbench.datasets.DatasetException;

/** Asks a site's programming interface, which answers in JSON. */
public final class JsonSite {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern NEXT = Pattern.compile("<([^>]+)>\\s*;\\s*rel=\"?next\"?");
  private static final int OK = 200;

  private final HttpClient client;
  private final Patience patience;

  /**
   * An answer.
   *
   * @param next where it goes on, if it is one page of several
   */
  public record Page(JsonNode body, Optional<URI> next) {}

  JsonSite(HttpClient client, Patience patience) {
    this.client = client;
    this.patience = patience;
  }

  /**
   * Asks until an answer comes.
   *
   * @throws DatasetException if none comes, or it is no JSON
   */
  public Page get(URI url) throws InterruptedException {
    Tries tries = new Tries(url, patience);
    while (true) {
      try {
        HttpResponse<String> answer = answer(url);
        if (answer.statusCode() == OK) {
          return page(url, answer);
        }
        tries.failed(AnswerCheck.fault(answer.statusCode(), answer.headers()), false);
      } catch (ExecutionException e) {
        tries.failed(Fault.passing("the connection failed" + Fault.because(e.getCause())), false);
      } catch (TimeoutException e) {
        tries.failed(Fault.passing("no answer came in time"), false);
      }
    }
  }

  private HttpResponse<String> answer(URI url)
      throws ExecutionException, InterruptedException, TimeoutException {
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .header("User-Agent", "VoxelBench/" + ProgramVersion.current())
            .header("Accept", "application/json")
            .build();
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    try {
      return answer.get(patience.stall().toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      answer.cancel(true);
    }
  }

  private static Page page(URI url, HttpResponse<String> answer) {
    try {
      Matcher next = NEXT.matcher(answer.headers().firstValue("Link").orElse(""));
      return new Page(
          JSON.readTree(answer.body()),
          next.find() ? Optional.of(url.resolve(next.group(1))) : Optional.empty());
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new DatasetException(url + ": the site's answer is not the list of files.", e);
    }
  }
}
