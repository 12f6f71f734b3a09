package org.voxelbench.harness.tracking;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.file.FileFault;
import org.voxelbench.store.EpochRow;
import org.voxelbench.store.RunFolder;

/**
 * Lets other programs follow runs, as far as a user asked for it: all that they are told is written
 * from a run's folder, and nothing is read back.
 *
 * <p>What can't be written is said once for each run and format, and stops nothing.
 */
public final class Tracking {

  private static final Logger LOG = LoggerFactory.getLogger(Tracking.class);

  /** One run in one format. */
  private record Told(String run, TrackingFormat format) {}

  private final Set<TrackingFormat> formats;
  private final String experiment;
  private final Set<Told> followed = ConcurrentHashMap.newKeySet();
  private final Set<Told> givenUp = ConcurrentHashMap.newKeySet();

  /**
   * Prepares.
   *
   * @param formats none for no tracking at all
   * @param experiment name of the experiment that the runs are of
   */
  public Tracking(Set<TrackingFormat> formats, String experiment) {
    this.formats = formats.isEmpty() ? Set.of() : EnumSet.copyOf(formats);
    this.experiment = experiment;
  }

  /** The folder of a run that is about to train, each epoch of which is then written. */
  public RunFolder follow(RunFolder folder) {
    return formats.isEmpty() ? folder : folder.followedBy(new Follower(folder));
  }

  /** Writes a run that came to an end, unless that was done since. */
  public void end(RunFolder folder) {
    for (TrackingFormat format : formats) {
      boolean anyway = followed.remove(new Told(folder.id(), format));
      guarded(
          new Told(folder.id(), format),
          () ->
              TrackedRun.of(folder, experiment)
                  .filter(run -> run.manifest().state().ended())
                  .ifPresent(run -> write(format, run, anyway)));
    }
  }

  /**
   * Writes a run that began.
   *
   * @return where it was written
   * @throws BadInputException naming the file, if it can't be written
   */
  public List<Path> export(RunFolder folder) {
    List<Path> places = new ArrayList<>();
    TrackedRun.of(folder, experiment)
        .ifPresent(run -> formats.forEach(format -> places.add(write(format, run, true))));
    return places;
  }

  private void guarded(Told told, Runnable attempt) {
    try {
      attempt.run();
    } catch (BadInputException | UncheckedIOException e) {
      if (givenUp.add(told)) {
        LOG.warn(
            "{} goes on, but {} hears no more of it: {}",
            told.run(),
            told.format(),
            e.getMessage());
      }
    }
  }

  private static Path write(TrackingFormat format, TrackedRun run, boolean anyway) {
    RunWriter writer = format.writer(run.folder().path());
    return told(
        writer,
        run,
        () -> {
          if (anyway || !isCurrent(writer.place(run), run)) {
            writer.write(run);
          }
          return writer.place(run);
        });
  }

  /** Something to write. */
  private interface Writing {
    Path write() throws IOException;
  }

  private static Path told(RunWriter writer, TrackedRun run, Writing writing) {
    try {
      return writing.write();
    } catch (IOException e) {
      throw new BadInputException(
          "can't write '" + where(writer, run) + "': " + FileFault.words(e) + ".", e);
    }
  }

  private static Path where(RunWriter writer, TrackedRun run) {
    try {
      return writer.place(run);
    } catch (IOException e) {
      return run.folder().path();
    }
  }

  /** Whether a file is not older than what it is written from. */
  private static boolean isCurrent(Path place, TrackedRun run) throws IOException {
    List<Path> sources = new ArrayList<>(List.of(run.folder().path().resolve(RunFolder.MANIFEST)));
    run.pictures().forEach(picture -> sources.add(picture.file()));
    try {
      FileTime written = Files.getLastModifiedTime(place);
      for (Path source : sources) {
        if (Files.getLastModifiedTime(source).compareTo(written) > 0) {
          return false;
        }
      }
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** Writes a training whole as its log is opened, and then each epoch. */
  private final class Follower implements Consumer<List<EpochRow>> {

    private final RunFolder folder;
    private boolean begun;
    private int heard;

    Follower(RunFolder folder) {
      this.folder = folder;
    }

    @Override
    public void accept(List<EpochRow> epochs) {
      boolean next = begun && epochs.size() == heard + 1;
      begun = true;
      heard = epochs.size();
      for (TrackingFormat format : formats) {
        Told told = new Told(folder.id(), format);
        if (!givenUp.contains(told)) {
          followed.add(told);
          guarded(told, () -> write(format, epochs, next));
        }
      }
    }

    private void write(TrackingFormat format, List<EpochRow> epochs, boolean next) {
      TrackedRun run = new TrackedRun(folder, experiment, folder.manifest().orElseThrow(), epochs);
      if (!next) {
        Tracking.write(format, run, true);
        return;
      }
      RunWriter writer = format.writer(folder.path());
      List<TrackedStep> steps = run.steps();
      told(
          writer,
          run,
          () -> {
            writer.add(run, steps.get(steps.size() - 1));
            return writer.place(run);
          });
    }
  }
}
