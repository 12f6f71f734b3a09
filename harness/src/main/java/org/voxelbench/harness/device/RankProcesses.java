package org.voxelbench.harness.device;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.ExplainedException;
import org.voxelbench.base.file.AtomicFolder;
import org.voxelbench.engine.ranks.LostProcessException;
import org.voxelbench.engine.ranks.Ranks;

/**
 * The processes that train together with this one, which leads: they are called as it was, but for
 * their devices.
 *
 * <p>They end by themselves with the training, or when this process is gone.
 */
public final class RankProcesses implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RankProcesses.class);

  private static final String DEVICE = "--device";
  private static final String OTHERS = "--others";

  /** What those may take to leave whose training is over. */
  private static final long LEAVE_SECONDS = 20;

  /** What the end of a process may take to be told, behind that of its connections. */
  private static final long TOLD_SECONDS = 5;

  /** No other process. */
  public static final RankProcesses NONE = new RankProcesses(Path.of(""), List.of());

  /** One of them, and the last that it said. */
  private static final class Other {

    private final int number;
    private final String device;
    private final Process process;
    private volatile String said = "";

    Other(int number, String device, Process process) {
      this.number = number;
      this.device = device;
      this.process = process;
      Thread reader = new Thread(this::listen, "output of process " + number);
      reader.setDaemon(true);
      reader.start();
    }

    private void listen() {
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        lines.lines().filter(line -> !line.isBlank()).forEach(this::heard);
      } catch (IOException | UncheckedIOException e) {
        LOG.warn("the output of process {} was cut off: {}", number, e.getMessage());
      }
    }

    private void heard(String line) {
      said = line;
      System.err.println("[process " + number + "] " + line);
    }

    /** How it ended, in words. */
    String end() {
      int code = process.exitValue();
      return "process "
          + number
          + " of the training, on "
          + device
          + ", "
          + (code > 128 ? "was killed by signal " + (code - 128) : "ended with code " + code)
          + (said.isEmpty() ? "" : "; the last that it said: " + said);
    }
  }

  private final Path folder;
  private final List<Other> others;

  private RankProcesses(Path folder, List<Other> others) {
    this.folder = folder;
    this.others = others;
  }

  /**
   * Starts them.
   *
   * @param words what this process was called with, with {@code --others}
   * @param devices one for each
   */
  public static RankProcesses start(JavaCommand java, List<String> words, List<String> devices) {
    List<Other> started = new ArrayList<>();
    try {
      RankProcesses all =
          new RankProcesses(Files.createTempDirectory("voxelbench-ranks-"), started);
      long heap = Runtime.getRuntime().maxMemory() >> 20;
      for (int i = 0; i < devices.size(); i++) {
        List<String> call = new ArrayList<>(called(words, devices.get(i)));
        call.addAll(List.of("--process", Integer.toString(i + 1)));
        call.addAll(List.of("--processes", Integer.toString(devices.size() + 1)));
        call.addAll(List.of("--meeting", all.meeting().toString()));
        Process process =
            new ProcessBuilder(java.with(heap, call)).redirectErrorStream(true).start();
        started.add(new Other(i + 1, devices.get(i), process));
        process.onExit().thenAccept(all::tell);
      }
      return all;
    } catch (IOException e) {
      started.forEach(other -> other.process.destroyForcibly());
      throw new UncheckedIOException("can't start the processes of a training", e);
    }
  }

  /** Lets nobody wait for one that failed before all have met. */
  private void tell(Process ended) {
    if (ended.exitValue() != 0) {
      try {
        Files.createFile(Path.of(meeting() + Ranks.CALLED_OFF));
      } catch (FileAlreadyExistsException | NoSuchFileException e) {
        LOG.debug("another one was told before, or the training is over", e);
      } catch (IOException e) {
        LOG.warn("'{}' can't be called off: {}", meeting(), e.getMessage());
      }
    }
  }

  private static List<String> called(List<String> words, String device) {
    List<String> call = new ArrayList<>(words);
    call.set(call.indexOf(DEVICE) + 1, device);
    int at = call.indexOf(OTHERS);
    call.subList(at, at + 2).clear();
    return call;
  }

  /** The file by which they and this process find each other. */
  public Path meeting() {
    return folder.resolve("meeting");
  }

  /** What happened to the one that is missed, if its end is known. */
  public ExplainedException explained(LostProcessException lost) {
    for (Other other : others) {
      if (isOver(other, TOLD_SECONDS)) {
        return new BadInputException(
            other.end() + "; what was trained so far is saved, start again to go on.", lost);
      }
    }
    return lost;
  }

  private static boolean isOver(Other other, long seconds) {
    try {
      return other.process.waitFor(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Waits a while for them to leave, and ends those that don't. */
  @Override
  public void close() {
    for (Other other : others) {
      if (!isOver(other, LEAVE_SECONDS)) {
        other.process.destroyForcibly();
        isOver(other, LEAVE_SECONDS);
      }
    }
    try {
      AtomicFolder.remove(folder);
    } catch (UncheckedIOException e) {
      LOG.warn("'{}' can't be removed: {}", folder, e.getMessage());
    }
  }
}
