package org.voxelbench.datasets.phantom;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.voxelbench.base.file.AtomicFile;
import org.voxelbench.base.file.AtomicFolder;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.nifti.NiftiWriter;

/** Writes phantom data sets in nnU-Net's raw layout. */
public final class Phantoms {

  private static final String ENDING = ".nii.gz";

  private Phantoms() {}

  /** Hears of each case that has been written, from one thread at a time. */
  @FunctionalInterface
  public interface Progress {

    /** Tells that {@code done} of {@code total} cases have been written. */
    void report(int done, int total);
  }

  /** Counts cases that several threads draw. */
  private static final class Counter {

    private final int total;
    private final Progress progress;
    private int done;

    Counter(int total, Progress progress) {
      this.total = total;
      this.progress = progress;
    }

    synchronized void another() {
      progress.report(++done, total);
    }
  }

  /** Writes a set silently. */
  public static void write(PhantomSpec spec, Path folder) {
    write(spec, folder, (done, total) -> {});
  }

  /**
   * Writes a set, on all cores; the folder appears whole or not at all, and equal specifications
   * make equal bytes.
   *
   * @throws DatasetException if the folder exists already or can't be written
   */
  public static void write(PhantomSpec spec, Path folder, Progress progress) {
    AtomicFolder.make(
        folder,
        inside -> {
          Counter drawn = new Counter(spec.cases(), progress);
          IntStream.range(0, spec.cases())
              .parallel()
              .forEach(
                  index -> {
                    write(PhantomCase.draw(spec, index), inside);
                    drawn.another();
                  });
          if (spec.kind().isLabelled()) {
            writeJson(spec, inside.resolve("dataset.json"));
          }
        });
  }

  private static void write(PhantomCase drawn, Path folder) {
    for (int channel = 0; channel < drawn.channels().size(); channel++) {
      Path file = folder.resolve("imagesTr").resolve(drawn.id() + "_000" + channel + ENDING);
      NiftiWriter.write(file, drawn.channels().get(channel));
    }
    drawn
        .labels()
        .ifPresent(
            map -> NiftiWriter.write(folder.resolve("labelsTr").resolve(drawn.id() + ENDING), map));
  }

  private static void writeJson(PhantomSpec spec, Path file) throws IOException {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("name", spec.kind().datasetName());
    json.put("description", "Generated phantom, seed " + spec.seed());
    json.put("licence", "none needed: the images are generated");
    ObjectNode channels = json.putObject("channel_names");
    for (int channel = 0; channel < spec.kind().contrasts().size(); channel++) {
      channels.put(Integer.toString(channel), spec.kind().contrasts().get(channel).channel());
    }
    ObjectNode labels = json.putObject("labels");
    labels.put("background", 0);
    for (int label = 1; label <= spec.kind().labels().size(); label++) {
      labels.put(spec.kind().labels().get(label - 1), label);
    }
    json.put("numTraining", spec.cases());
    json.put("file_ending", ENDING);
    byte[] text = (json.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(file, out -> out.write(text));
  }
}
