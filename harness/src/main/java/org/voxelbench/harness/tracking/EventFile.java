package org.voxelbench.harness.tracking;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.voxelbench.base.file.AtomicFile;

/**
 * The event file of a run, which TensorBoard reads, in the run's own folder.
 *
 * <p>A run that begins or goes on gets a new file with all epochs that count, and files from before
 * go; epochs are then added at its end, since readers hold a file open and never look at its
 * beginning again.
 */
final class EventFile implements RunWriter {

  private static final String PREFIX = "events.out.tfevents.";
  private static final String SUFFIX = ".voxelbench";

  private final Path folder;

  EventFile(Path folder) {
    this.folder = folder;
  }

  @Override
  public void write(TrackedRun run) throws IOException {
    for (Path left : files("\\Q." + PREFIX + "\\E.*\\.part")) {
      Files.delete(left);
    }
    List<Path> before = files();
    Path file = next(before);
    List<TrackedStep> steps = run.steps();
    List<TrackedPicture> pictures = run.pictures();
    AtomicFile.write(
        file,
        out -> {
          out.write(Event.version(run.started()));
          out.write(Event.start(run.started()));
          TrackedStep last = new TrackedStep(0, run.started(), Map.of());
          for (TrackedStep step : steps) {
            out.write(Event.numbers(step));
            last = step;
          }
          for (TrackedPicture picture : pictures) {
            out.write(Event.picture(picture, last.time(), last.step()));
          }
        });
    for (Path old : before) {
      Files.deleteIfExists(old);
    }
  }

  @Override
  public void add(TrackedRun run, TrackedStep step) throws IOException {
    Files.write(place(run), Event.numbers(step), StandardOpenOption.APPEND);
  }

  @Override
  public Path place(TrackedRun run) throws IOException {
    List<Path> files = files();
    return files.isEmpty() ? next(files) : files.get(files.size() - 1);
  }

  /** A name after all others, for readers go by the order of names. */
  private Path next(List<Path> before) {
    long seconds = Instant.now().getEpochSecond();
    for (Path old : before) {
      seconds = Math.max(seconds, seconds(old) + 1);
    }
    return folder.resolve(String.format(Locale.ROOT, "%s%010d%s", PREFIX, seconds, SUFFIX));
  }

  private static long seconds(Path file) {
    String name = file.getFileName().toString();
    return Long.parseLong(name.substring(PREFIX.length(), name.length() - SUFFIX.length()));
  }

  /** The files that this class wrote, in order. */
  private List<Path> files() throws IOException {
    return files("\\Q" + PREFIX + "\\E[0-9]{10}\\Q" + SUFFIX + "\\E");
  }

  private List<Path> files(String name) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.getFileName().toString().matches(name)).sorted().toList();
    }
  }
}
