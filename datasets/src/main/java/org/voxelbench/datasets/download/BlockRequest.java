package org.voxelbench.datasets.download;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.voxelbench.datasets.download.BlockWriter.DiskFault;

/** Asks a server once for what is missing of a file and writes what comes. */
final class BlockRequest {

  private static final long LONGEST_LOOK = 1000;

  private final HttpClient client;
  private final HttpRequest request;
  private final Duration stall;
  private final PartFile part;
  private final Runnable arrived;
  private volatile long heard = System.nanoTime();
  private volatile BlockWriter writer;
  private volatile Block block;
  private volatile Fault fault;
  private volatile Exception failure;

  /** Says, when a server's first lines have come, where the content goes. */
  @FunctionalInterface
  interface Destination {

    /** The block that an offer continues. */
    Block of(Offer offer) throws Refusal, IOException;
  }

  /**
   * Makes a request.
   *
   * @param arrived called whenever bytes have been written
   */
  BlockRequest(
      HttpClient client, HttpRequest request, Duration stall, PartFile part, Runnable arrived) {
    this.client = client;
    this.request = request;
    this.stall = stall;
    this.part = part;
    this.arrived = arrived;
  }

  /**
   * Asks, and waits until the block is whole or something went wrong.
   *
   * @return what went wrong, if something did
   * @throws IOException if the disk failed
   */
  Optional<Fault> run(Destination destination) throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<Void>> answer =
        client.sendAsync(request, info -> begin(info, destination));
    try {
      await(answer);
    } catch (ExecutionException e) {
      return Optional.of(connectionFault(e.getCause()));
    } catch (TimeoutException e) {
      return Optional.of(Fault.passing("nothing came for " + words(stall) + state()));
    } finally {
      answer.cancel(true);
      if (writer != null) {
        writer.stop();
      }
    }
    return outcome();
  }

  private void await(CompletableFuture<?> answer)
      throws ExecutionException, InterruptedException, TimeoutException {
    long look = Math.max(1, Math.min(LONGEST_LOOK, stall.toMillis() / 4));
    while (true) {
      try {
        answer.get(look, TimeUnit.MILLISECONDS);
        return;
      } catch (TimeoutException e) {
        if (System.nanoTime() - heard > stall.toNanos()) {
          throw e;
        }
      }
    }
  }

  private HttpResponse.BodySubscriber<Void> begin(
      HttpResponse.ResponseInfo info, Destination destination) {
    heard = System.nanoTime();
    Block target = new Block(0, 0, 0);
    try {
      target = destination.of(AnswerCheck.offer(info, request.uri()));
    } catch (Refusal e) {
      fault = e.fault();
    } catch (IOException | RuntimeException e) {
      failure = e;
    }
    block = target;
    writer =
        new BlockWriter(
            part,
            target,
            () -> {
              heard = System.nanoTime();
              arrived.run();
            });
    return writer;
  }

  private Optional<Fault> outcome() throws IOException {
    if (failure instanceof IOException disk) {
      throw disk;
    }
    if (failure instanceof RuntimeException other) {
      throw other;
    }
    if (fault != null) {
      return Optional.of(fault);
    }
    if (writer.isOverfull() && block.to() == part.total().orElse(Block.UNKNOWN)) {
      return Optional.of(
          Fault.lasting("more came than the " + block.to() + " bytes that the file has"));
    }
    return block.isWhole()
        ? Optional.empty()
        : Optional.of(Fault.passing("the connection ended" + state()));
  }

  private Fault connectionFault(Throwable cause) throws IOException {
    if (cause instanceof DiskFault disk) {
      throw disk;
    }
    if (cause instanceof HttpConnectTimeoutException) {
      return Fault.passing("no connection to the server came about in time");
    }
    if (cause instanceof ConnectException) {
      String words = "the server can't be reached" + Fault.because(cause);
      return part.isBegun() ? Fault.passing(words) : Fault.lasting(words);
    }
    if (cause instanceof IOException) {
      return Fault.passing("the connection broke" + state() + Fault.because(cause));
    }
    throw new IllegalStateException(cause);
  }

  private String state() {
    return " after "
        + part.here()
        + (part.total().isPresent() ? " of " + part.total().getAsLong() : "")
        + " bytes";
  }

  private static String words(Duration time) {
    return time.toMillis() < 1000 ? time.toMillis() + " ms" : time.toSeconds() + " s";
  }
}
