package org.voxelbench.datasets.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.download.Downloader;
import org.voxelbench.datasets.download.FreeSpace;

/**
 * Fetches the files of a list, several at a time, beside the data set's folder, and puts them there
 * when all have come. Files that are here already, with the length that the list says, stay.
 */
final class TreeDownload {

  private static final int STREAMS = 8;

  /** With so many files that can't be had, the others are not tried. */
  private static final int MOST_FAULTS = 20;

  private final Downloader downloader;
  private final Path place;
  private final Path aside;
  private final Queue<String> faults = new ConcurrentLinkedQueue<>();
  private final AtomicLong done = new AtomicLong();

  /**
   * A download into a folder.
   *
   * @param place the data set's folder
   */
  TreeDownload(Downloader downloader, Path place) {
    this.downloader = downloader;
    this.place = place;
    this.aside = place.resolveSibling("." + place.getFileName() + ".fetched");
  }

  /**
   * Fetches and lays out.
   *
   * @throws DatasetException naming the first file that could not be had, if there is one; what
   *     came is kept for the next try
   */
  void run(List<ListedFile> files, Progress progress) throws IOException, InterruptedException {
    List<ListedFile> missing = new ArrayList<>();
    for (ListedFile file : files) {
      RelativePlace.check("the list of files", file.path());
      if (!isIn(place, file) && !isIn(aside, file)) {
        missing.add(file);
      }
    }
    FreeSpace.require(
        missing.stream().mapToLong(ListedFile::bytes).sum(), place, "'" + place + "'");
    try (Progress.Stage stage =
        progress.stage("Fetching " + place.getFileName(), missing.size(), "file")) {
      fetch(new ConcurrentLinkedQueue<>(missing), stage);
    }
    if (!faults.isEmpty()) {
      throw new DatasetException(
          (faults.size() < MOST_FAULTS ? "" : "at least ")
              + faults.size()
              + " of "
              + files.size()
              + " files could not be fetched; start again to go on. The first: "
              + faults.peek());
    }
    settle(files);
  }

  private static boolean isIn(Path folder, ListedFile file) throws IOException {
    Path here = folder.resolve(file.path());
    return Files.isRegularFile(here) && Files.size(here) == file.bytes();
  }

  private void fetch(Queue<ListedFile> missing, Progress.Stage stage) throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(STREAMS);
    try {
      List<Future<?>> streams = new ArrayList<>();
      for (int i = 0; i < Math.min(STREAMS, missing.size()); i++) {
        streams.add(threads.submit(() -> drain(missing, stage)));
      }
      for (Future<?> stream : streams) {
        stream.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private void drain(Queue<ListedFile> missing, Progress.Stage stage) {
    for (ListedFile file = missing.poll(); file != null; file = missing.poll()) {
      if (faults.size() >= MOST_FAULTS || Thread.interrupted()) {
        return;
      }
      try {
        downloader.fetch(file.remote(), aside.resolve(file.path()), Downloader.Progress.SILENT);
        stage.done(done.incrementAndGet());
      } catch (DatasetException e) {
        faults.add(e.getMessage());
      }
    }
  }

  /** Puts the files into the data set's folder. */
  private void settle(List<ListedFile> files) throws IOException {
    if (!Files.exists(place)) {
      Files.createDirectories(aside);
      Files.move(aside, place);
      return;
    }
    for (ListedFile file : files) {
      Path from = aside.resolve(file.path());
      if (Files.isRegularFile(from)) {
        Path to = place.resolve(file.path());
        Files.createDirectories(to.getParent());
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }
}
