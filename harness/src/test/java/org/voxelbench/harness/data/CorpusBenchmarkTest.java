package org.voxelbench.harness.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.Image;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.nifti.NiftiWriter;
import org.voxelbench.harness.cli.Console;
import org.voxelbench.harness.cli.TinyBenchmark;
import org.voxelbench.harness.experiment.DataHashes;
import org.voxelbench.harness.experiment.Experiment;
import org.voxelbench.harness.experiment.Workspace;
import org.voxelbench.harness.plugin.Plugins;
import org.voxelbench.preparation.cache.PreparedCase;
import org.voxelbench.training.protocol.Protocol;
import org.voxelbench.training.protocol.Protocols;

/**
 * A small OpenMind as it is downloaded, with what a large one has: other images and damaged ones.
 */
class CorpusBenchmarkTest {

  private static final String KEEP =
      "keep: {spacingBelow: 6.5, fieldOfView: 50, fileBytes: 100, without: [dwi], quality: 3}";

  private static final String WEIGHTS = "weights.safetensors";
  private static final RandomStreams STREAMS = new RandomStreams(8);

  @TempDir private Path folder;
  private TinyBenchmark tiny;
  private Path corpus;
  private final List<String> metadata =
      new ArrayList<>(
          List.of("image_path,modality,anon_mask_path,anat_mask_path,image_quality_score,age"));

  @BeforeEach
  void download() throws IOException {
    tiny = TinyBenchmark.draw(folder);
    Path data = folder.resolve("data");
    TinyBenchmark.writeCorpusCard(data);
    Path card = data.resolve("cards/MyCorpus.yaml");
    Files.writeString(card, Files.readString(card) + "corpus: {kind: openmind}\n");
    corpus = data.resolve("unlabelled/MyCorpus");
    for (int subject = 1; subject <= 7; subject++) {
      for (String modality : List.of("T1w", "T2w")) {
        String path = path(subject, modality);
        write(path, volume(path, 16, 4));
        mask(path, 16);
        list(path, modality, mask(path), "2");
      }
    }
    drop("coarse", volume("coarse", 16, 8), "T1w", "2");
    drop("small", volume("small", 8, 4), "T1w", "2");
    drop("diffusion", volume("diffusion", 16, 4), "DWI", "2");
    drop("blurred", volume("blurred", 16, 4), "T1w", "4.5");
    String tinyFile = path(8, "stub");
    Files.write(
        Files.createDirectories(file(tinyFile).getParent()).resolve("stub.nii"), new byte[9]);
    Files.move(file(tinyFile).resolveSibling("stub.nii"), file(tinyFile));
    list(tinyFile, "T1w", "", "2");
    damage();
    Files.write(corpus.resolve("openneuro_metadata.csv"), metadata);
  }

  private void drop(String name, Image image, String modality, String quality) {
    write(path(8, name), image);
    list(path(8, name), modality, "", quality);
  }

  /** Four that can't be used, each for another reason. */
  private void damage() throws IOException {
    String cut = path(9, "cut");
    write(cut, volume("cut", 16, 4));
    byte[] whole = Files.readAllBytes(file(cut));
    Files.write(file(cut), Arrays.copyOf(whole, whole.length - 100));
    list(cut, "T1w", "", "2");
    Image broken = volume("broken", 16, 4);
    broken.voxels()[5] = Float.NaN;
    write(path(9, "broken"), broken);
    list(path(9, "broken"), "T1w", "", "2");
    Image even = volume("even", 16, 4);
    Arrays.fill(even.voxels(), 1);
    write(path(9, "even"), even);
    list(path(9, "even"), "T1w", "", "2");
    String mismatched = path(9, "mismatched");
    write(mismatched, volume("mismatched", 16, 4));
    mask(mismatched, 15);
    list(mismatched, "T1w", mask(mismatched), "2");
  }

  private static String path(int subject, String name) {
    return "ds%03d/sub-%02d/anat/%s.nii.gz".formatted((subject + 1) / 2, subject, name);
  }

  private static String mask(String path) {
    return path.replace(".nii.gz", "__Data/deface_mask.nii.gz");
  }

  private static String id(String path) {
    return path.replace(".nii.gz", "").replace("/", "__");
  }

  private Path file(String path) {
    return corpus.resolve("OpenMind").resolve(path);
  }

  private void list(String path, String modality, String mask, String quality) {
    metadata.add(String.join(",", path, modality, mask, "", quality, "33"));
  }

  private static Image volume(String name, int edge, double spacing) {
    RandomStream random = STREAMS.stream("volume " + name);
    float[] voxels = new float[edge * edge * edge];
    for (int i = 0; i < voxels.length; i++) {
      voxels[i] = (float) (100 + i % edge + 10 * random.nextGaussian());
    }
    double[] mm = {spacing, spacing, spacing};
    return new Image(Geometry.axisAligned(new int[] {edge, edge, edge}, mm), voxels);
  }

  private void write(String path, Image image) {
    NiftiWriter.write(file(path), image);
  }

  /** The lower half of the volume. */
  private void mask(String path, int edge) {
    short[] labels = new short[edge * edge * edge];
    Arrays.fill(labels, 0, labels.length / 2, (short) 1);
    Geometry geometry = Geometry.axisAligned(new int[] {edge, edge, edge}, new double[] {4, 4, 4});
    NiftiWriter.write(file(mask(path)), new LabelMap(geometry, labels));
  }

  private static String protocol(String... more) {
    return TinyBenchmark.protocol("{id: mae, settings: {blockSize: 8}}")
        .replace("datasets: [MyCorpus]", "datasets: [MyCorpus]\n  " + String.join("\n  ", more))
        .replaceFirst("iterations: 1", "iterations: 2");
  }

  private Corpus reopened(String text) {
    Protocol protocol = Protocols.parse("corpus", text);
    Workspace workspace = new Workspace(tiny.out());
    return ExperimentData.reopen(
            Experiment.of(protocol, Plugins.load(List.of())),
            new DatasetCatalog(Optional.of(folder.resolve("data")), workspace, Progress.SILENT),
            new Preparation(protocol, workspace, 1, Progress.SILENT),
            DataHashes.read(workspace))
        .corpus()
        .orElseThrow();
  }

  private static Set<String> subjects(List<PreparedCase> images) {
    return images.stream()
        .map(image -> image.id().replaceFirst("__anat.*", ""))
        .collect(Collectors.toSet());
  }

  /** The tensors that MAE learnt, without the header, which names the run. */
  private byte[] weights() throws IOException {
    byte[] file = Files.readAllBytes(tiny.made("pretraining", "mae").resolve(WEIGHTS));
    int header = (int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
    return Arrays.copyOfRange(file, Long.BYTES + header, file.length);
  }

  @Test
  void itIsFilteredSiftedHeldOutBySubjectAndTrainedOn() throws IOException {
    Console done = tiny.run(protocol(KEEP) + "  - {id: volume-fusion}\n");
    assertThat(done.exitCode()).as(done.text()).isZero();

    assertThat(Files.readAllLines(tiny.out().resolve("corpus.csv")))
        .extracting(line -> line.replaceFirst(",1,[^,]+$", ""))
        .containsExactly(
            "dataset,outcome,reason,images,schema,written_by",
            "MyCorpus,kept,none,14",
            "MyCorpus,dropped,fieldOfView,1",
            "MyCorpus,dropped,fileBytes,1",
            "MyCorpus,dropped,quality,1",
            "MyCorpus,dropped,spacingBelow,1",
            "MyCorpus,dropped,without,1",
            "MyCorpus,skipped,constant,1",
            "MyCorpus,skipped,mask,1",
            "MyCorpus,skipped,not-finite,1",
            "MyCorpus,skipped,unreadable,1");
    assertThat(CorpusFiles.skipped(tiny.out(), "MyCorpus"))
        .containsExactlyInAnyOrder(
            id(path(9, "cut")),
            id(path(9, "broken")),
            id(path(9, "even")),
            id(path(9, "mismatched")));
    assertThat(tiny.out().resolve("report/index.html"))
        .content()
        .contains("14 of 23 images are learnt from", "count nothing in the loss of mae")
        .contains("not heeded by volume-fusion");

    Corpus learnt = reopened(protocol(KEEP));
    assertThat(learnt.marked()).isTrue();
    assertThat(learnt.train().size() + learnt.validation().size()).isEqualTo(14);
    assertThat(subjects(learnt.train())).isNotEmpty();
    assertThat(subjects(learnt.validation()))
        .isNotEmpty()
        .doesNotContainAnyElementsOf(subjects(learnt.train()));
  }

  @Test
  void itIsGoneOnWithWhateverBecomesOfWhatIsLeftOut() throws IOException {
    Console whole = tiny.run(protocol(KEEP));
    assertThat(whole.exitCode()).as(whole.text()).isZero();
    byte[] expected = weights();
    Files.move(tiny.out(), folder.resolve("whole"));

    assertThat(tiny.run(protocol(KEEP) + "budget: {steps: 1}\n").exitCode()).isNotZero();
    Path interrupted = tiny.made("pretraining", "mae");
    assertThat(interrupted.resolve(WEIGHTS)).doesNotExist();
    assertThat(interrupted.resolve("checkpoint.safetensors")).exists();
    Files.delete(file(path(9, "cut")));
    write(path(8, "small"), volume("another", 8, 4));
    Console resumed = tiny.run(protocol(KEEP));
    assertThat(resumed.exitCode()).as(resumed.text()).isZero();
    assertThat(weights()).isEqualTo(expected);
    assertThat(Console.run("verify", "--out", tiny.out(), "--data", folder.resolve("data")).text())
        .doesNotContain("changed since");

    Files.copy(file(path(1, "T1w")), file(path(9, "broken")), StandardCopyOption.REPLACE_EXISTING);
    Console repaired = tiny.run(protocol(KEEP));
    assertThat(repaired.exitCode()).isEqualTo(2);
    assertThat(repaired.err()).contains("other files in", "MyCorpus");
  }

  @Test
  void unusedMasksAreAsNone() throws IOException {
    Console done = tiny.run(protocol(KEEP));
    assertThat(done.exitCode()).as(done.text()).isZero();
    byte[] weighed = weights();
    Files.move(tiny.out(), folder.resolve("weighed"));
    done = tiny.run(protocol(KEEP, "masks: unused"));
    assertThat(done.exitCode()).as(done.text()).isZero();
    byte[] unused = weights();
    Files.move(tiny.out(), folder.resolve("unused"));
    List<String> bare =
        metadata.stream()
            .map(line -> line.replaceFirst("[^,]*__Data[^,]*", ""))
            .filter(line -> !line.contains("mismatched"))
            .toList();
    Files.write(corpus.resolve("openneuro_metadata.csv"), bare);
    write(path(9, "mismatched"), volume("mismatched", 16, 4));
    List<String> listed = new ArrayList<>(bare);
    listed.add(String.join(",", path(9, "mismatched"), "T1w", "", "", "2", "33"));
    Files.write(corpus.resolve("openneuro_metadata.csv"), listed);
    done = tiny.run(protocol(KEEP));
    assertThat(done.exitCode()).as(done.text()).isZero();

    assertThat(weights()).isEqualTo(unused).isNotEqualTo(weighed);
  }

  @Test
  void tooManyDamagedImagesStopIt() throws IOException {
    Console refused = tiny.run(protocol(KEEP, "maxSkipped: 0.1"));
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err())
        .contains("corpus 'MyCorpus'", "4 (", "of 18 images", "more than the 1", "maxSkipped");
    assertThat(tiny.out().resolve("pretraining")).doesNotExist();
    assertThat(CorpusFiles.skipped(tiny.out(), "MyCorpus")).hasSize(4);
  }

  @Test
  void aFilterThatLeavesNothingIsRefused() throws IOException {
    Console refused = tiny.run(protocol("keep: nnssl"));
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err())
        .contains("none of 23 images is left", "fileBytes", "pretraining.keep");
  }
}
