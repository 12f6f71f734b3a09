package org.voxelbench.datasets.download;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.voxelbench.base.ProgramVersion;

/**
 * Fetches one file, in rounds until it is whole and right: a first request learns the file's length
 * and whether the server sends parts; if so, other streams fetch further blocks beside it.
 */
final class Download {

  private static final int MOST_BLOCKS = 256;
  private static final int BEGINNING = 512;

  private final HttpClient client;
  private final DownloadPlan plan;
  private final RemoteFile file;
  private final PartFile part;
  private final Downloader.Progress progress;
  private boolean pieced;
  private boolean alone;

  Download(
      HttpClient client,
      DownloadPlan plan,
      RemoteFile file,
      PartFile part,
      Downloader.Progress progress) {
    this.client = client;
    this.plan = plan;
    this.file = file;
    this.part = part;
    this.progress = progress;
  }

  /**
   * Fetches until the part is the whole file.
   *
   * @throws org.voxelbench.datasets.DatasetException if it can't be had
   */
  void run() throws IOException, InterruptedException {
    Tries tries = new Tries(file.url(), plan.patience());
    pieced = part.isBegun();
    long most = part.here();
    while (true) {
      Optional<Fault> fault = part.isWhole() ? Optional.empty() : round();
      if (fault.isEmpty()) {
        fault = verdict();
      }
      if (fault.isEmpty()) {
        return;
      }
      if (fault.get() == AnswerCheck.NO_SUCH_PART) {
        part.clear();
      }
      boolean brought = part.here() > most;
      most = Math.max(most, part.here());
      pieced |= part.isBegun();
      tries.failed(fault.get(), brought);
    }
  }

  /** Fetches all that is missing once, in several streams if the server allows. */
  private Optional<Fault> round() throws IOException, InterruptedException {
    boolean uncheckable = part.validator().isEmpty() && file.digest().isEmpty();
    if (part.isBegun() && uncheckable) {
      part.clear();
    }
    Queue<Block> rest = new ConcurrentLinkedQueue<>();
    CountDownLatch offered = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(plan.streams());
    try {
      List<Future<Optional<Fault>>> streams = new ArrayList<>();
      streams.add(threads.submit(lead(rest, offered)));
      offered.await();
      int others = Math.min(plan.streams() - 1, rest.size());
      for (int i = 0; i < others; i++) {
        streams.add(threads.submit(() -> drain(rest)));
      }
      pieced |= others > 0;
      return firstFault(streams);
    } finally {
      threads.shutdownNow();
      part.write();
    }
  }

  private Callable<Optional<Fault>> lead(Queue<Block> rest, CountDownLatch offered) {
    return () -> {
      try {
        Optional<Fault> fault =
            request(part.next(), OptionalLong.empty())
                .run(
                    offer -> {
                      Block first = accept(offer);
                      part.open().stream().filter(block -> block != first).forEach(rest::add);
                      offered.countDown();
                      return first;
                    });
        return fault.isPresent() ? fault : drain(rest);
      } finally {
        offered.countDown();
      }
    };
  }

  /** Fetches block after block until none is left or one fails. */
  private Optional<Fault> drain(Queue<Block> rest) throws IOException, InterruptedException {
    for (Block block = rest.poll(); block != null; block = rest.poll()) {
      Block next = block;
      Optional<Fault> fault =
          request(block.next(), OptionalLong.of(block.to() - 1))
              .run(offer -> continued(next, offer));
      if (fault.isPresent()) {
        return fault;
      }
    }
    return Optional.empty();
  }

  private Optional<Fault> firstFault(List<Future<Optional<Fault>>> streams)
      throws IOException, InterruptedException {
    Optional<Fault> first = Optional.empty();
    for (Future<Optional<Fault>> stream : streams) {
      try {
        Optional<Fault> fault = stream.get();
        first = first.isPresent() ? first : fault;
      } catch (ExecutionException e) {
        if (e.getCause() instanceof IOException disk) {
          throw disk;
        }
        if (e.getCause() instanceof RuntimeException other) {
          throw other;
        }
        throw new IllegalStateException(e.getCause());
      }
    }
    return first;
  }

  private BlockRequest request(long from, OptionalLong last) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(file.url())
            .header("User-Agent", "VoxelBench/" + ProgramVersion.current());
    if (from > 0 || last.isPresent()) {
      request.header("Range", "bytes=" + from + "-" + (last.isPresent() ? last.getAsLong() : ""));
      if (!part.validator().isEmpty()) {
        request.header("If-Range", part.validator());
      }
    }
    return new BlockRequest(
        client,
        request.build(),
        plan.patience().stall(),
        part,
        () -> progress.report(part.here(), part.total().orElse(-1)));
  }

  private Block accept(Offer offer) throws Refusal, IOException {
    OptionalLong bytes = length(offer);
    long size = alone ? Block.UNKNOWN : Math.max(plan.blockBytes(), bytes.orElse(0) / MOST_BLOCKS);
    Block first = part.take(offer, size, bytes).orElseThrow(() -> new Refusal(anotherPart()));
    FreeSpace.require(bytes.orElse(0) - part.here(), part.file(), "'" + file.url() + "'");
    return first;
  }

  private Block continued(Block block, Offer offer) throws Refusal {
    boolean same =
        offer.start() == block.next()
            && offer.total().equals(part.total())
            && offer.validator().equals(part.validator());
    if (!same) {
      throw new Refusal(anotherPart());
    }
    return block;
  }

  private static Fault anotherPart() {
    return Fault.passing(
        "the server sent another part than was asked for, or the file changed meanwhile");
  }

  private OptionalLong length(Offer offer) throws Refusal {
    OptionalLong known = file.bytes();
    OptionalLong stated = offer.total();
    if (known.isPresent() && stated.isPresent() && known.getAsLong() != stated.getAsLong()) {
      long bytes = known.getAsLong();
      throw new Refusal(
          Fault.lasting(
              stated.getAsLong() > bytes
                  ? "more came than the "
                      + bytes
                      + " bytes that the file has: the server says "
                      + stated.getAsLong()
                  : "the server has only "
                      + stated.getAsLong()
                      + " of the "
                      + bytes
                      + " bytes that the file has"));
    }
    if (known.isEmpty() && stated.isEmpty() && file.digest().isEmpty()) {
      throw new Refusal(
          Fault.lasting(
              "the server does not say how long the file is and no checksum is known, so that a"
                  + " cut could not be told from the end; fetch the file by hand"));
    }
    return known.isPresent() ? known : stated;
  }

  /** What is wrong with the whole part, if something is; it is then thrown away. */
  private Optional<Fault> verdict() throws IOException {
    Optional<Fault> fault = file.digest().isPresent() ? wrongHash() : webPage();
    if (fault.isPresent()) {
      part.clear();
      alone = true;
    }
    return fault;
  }

  private Optional<Fault> wrongHash() throws IOException {
    Digest right = file.digest().orElseThrow();
    Digest came = Digest.of(right.kind(), part.file());
    if (came.equals(right)) {
      return Optional.empty();
    }
    String words =
        "what came has the " + right.kind() + " " + came.hex() + ", expected " + right.hex();
    return Optional.of(pieced && !alone ? Fault.passing(words) : Fault.lasting(words));
  }

  private Optional<Fault> webPage() throws IOException {
    try (InputStream in = Files.newInputStream(part.file())) {
      String text =
          new String(in.readNBytes(BEGINNING), StandardCharsets.UTF_8)
              .strip()
              .toLowerCase(Locale.ROOT);
      return text.startsWith("<!doctype html") || text.startsWith("<html")
          ? Optional.of(AnswerCheck.page())
          : Optional.empty();
    }
  }
}
