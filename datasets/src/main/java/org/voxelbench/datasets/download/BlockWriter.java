package org.voxelbench.datasets.download;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Writes what a server sends to the end of a block, and hears no more than the block holds. */
final class BlockWriter implements HttpResponse.BodySubscriber<Void> {

  private final PartFile part;
  private final Block block;
  private final Runnable heard;
  private final CompletableFuture<Void> body = new CompletableFuture<>();
  private Flow.Subscription subscription;
  private boolean stopped;
  private boolean overfull;

  /** The disk, not the server, failed. */
  static final class DiskFault extends IOException {

    private static final long serialVersionUID = 1;

    DiskFault(Exception cause) {
      super(cause.getMessage(), cause);
    }
  }

  /**
   * A writer of one answer.
   *
   * @param heard called whenever bytes have been written
   */
  BlockWriter(PartFile part, Block block, Runnable heard) {
    this.part = part;
    this.block = block;
    this.heard = heard;
  }

  @Override
  public CompletionStage<Void> getBody() {
    return body;
  }

  @Override
  public synchronized void onSubscribe(Flow.Subscription given) {
    subscription = given;
    if (stopped || block.isWhole()) {
      stop();
    } else {
      given.request(1);
    }
  }

  @Override
  public synchronized void onNext(List<ByteBuffer> buffers) {
    if (stopped) {
      return;
    }
    try {
      for (ByteBuffer bytes : buffers) {
        append(bytes);
      }
    } catch (IOException | UncheckedIOException e) {
      body.completeExceptionally(new DiskFault(e));
      stop();
      return;
    }
    heard.run();
    if (block.isWhole()) {
      stop();
    } else {
      subscription.request(1);
    }
  }

  private void append(ByteBuffer bytes) throws IOException {
    long room = block.to() - block.next();
    if (bytes.remaining() > room) {
      overfull = true;
      bytes.limit(bytes.position() + (int) room);
    }
    part.append(block, bytes);
  }

  /** Writes nothing more, whatever still comes. */
  synchronized void stop() {
    stopped = true;
    if (subscription != null) {
      subscription.cancel();
    }
    body.complete(null);
  }

  /** Whether more came than the block holds. */
  synchronized boolean isOverfull() {
    return overfull;
  }

  @Override
  public synchronized void onComplete() {
    if (!stopped && block.isOpenEnded()) {
      block.end();
    }
    body.complete(null);
  }

  @Override
  public synchronized void onError(Throwable failure) {
    body.completeExceptionally(failure);
  }
}
