package org.voxelbench.datasets.raw;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.Labels;
import org.voxelbench.datasets.volume.Volumes;

/**
 * A data set in nnU-Net's raw layout: {@code dataset.json}, {@code imagesTr}, {@code labelsTr} and
 * perhaps {@code imagesTs}, {@code labelsTs}; or a folder of unlabelled images.
 *
 * <p>Cases are sorted by name as plain strings.
 */
public final class RawDataset {

  private final String name;
  private final Path folder;
  private final Optional<DatasetJson> json;
  private final List<RawCase> trainingCases;
  private final Supplier<List<RawCase>> testSplit;
  private volatile List<RawCase> testCases;
  private volatile String contentHash;

  private RawDataset(
      String name,
      Path folder,
      Optional<DatasetJson> json,
      List<RawCase> training,
      Supplier<List<RawCase>> testSplit) {
    this.name = name;
    this.folder = folder;
    this.json = json;
    this.trainingCases = List.copyOf(training);
    this.testSplit = testSplit;
  }

  /**
   * Opens a labelled data set; images aren't read yet, and {@code imagesTs} isn't looked into.
   *
   * @throws DatasetException if dataset.json or the names of files are wrong, or there are no cases
   */
  public static RawDataset open(Path folder) {
    DatasetJson json = DatasetJson.read(checked(folder).resolve(DatasetJson.NAME));
    List<RawCase> training =
        json.cases().isEmpty()
            ? CaseFiles.labelled(folder.resolve("imagesTr"), folder.resolve("labelsTr"), json, true)
            : CaseFiles.explicit(folder, json);
    if (training.isEmpty()) {
      throw new DatasetException(
          folder.resolve("imagesTr")
              + ": no training case, expected files like CASE_0000"
              + json.fileEnding()
              + " ('file_ending' in dataset.json).");
    }
    return new RawDataset(
        nameOf(folder),
        folder,
        Optional.of(json),
        training,
        () ->
            CaseFiles.labelled(
                folder.resolve("imagesTs"), folder.resolve("labelsTs"), json, false));
  }

  /**
   * Opens a folder of unlabelled images, in {@code imagesTr} or in the folder itself; each file is
   * a case of one channel.
   *
   * @throws DatasetException if there is no image
   */
  public static RawDataset unlabelled(Path folder) {
    Path inside = checked(folder).resolve("imagesTr");
    Path images = Files.isDirectory(inside) ? inside : folder;
    List<RawCase> cases = CaseFiles.unlabelled(images);
    if (cases.isEmpty()) {
      throw new DatasetException(
          images
              + ": no image, expected files that end in "
              + String.join(", ", Volumes.endings())
              + ".");
    }
    return new RawDataset(nameOf(folder), folder, Optional.empty(), cases, List::of);
  }

  /**
   * A corpus of unlabelled images that a list names, each of one channel.
   *
   * @param folder where it lies
   * @param images sorted by id
   */
  public static RawDataset corpus(Path folder, List<RawCase> images) {
    return new RawDataset(nameOf(folder), checked(folder), Optional.empty(), images, List::of);
  }

  /** The same data set with some of its training cases and no others. */
  public RawDataset only(List<RawCase> some) {
    return new RawDataset(name, folder, json, some, List::of);
  }

  private static Path checked(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new DatasetException(folder + ": no such folder, expected a data set.");
    }
    return folder;
  }

  /** The same data set under the name by which a protocol knows it, whatever its folder's is. */
  public RawDataset named(String other) {
    return new RawDataset(other, folder, json, trainingCases, testSplit);
  }

  /** The same data set under a content hash that was taken of its files in another way. */
  public RawDataset hashed(String other) {
    RawDataset same = new RawDataset(name, folder, json, trainingCases, testSplit);
    same.contentHash = other;
    return same;
  }

  private static String nameOf(Path folder) {
    Path name = folder.toAbsolutePath().normalize().getFileName();
    return name == null ? "" : name.toString().replaceFirst("^Dataset\\d{3}_", "");
  }

  /** Its name; its folder's, without nnU-Net's {@code DatasetNNN_}, unless it was given another. */
  public String name() {
    return name;
  }

  /** Where the data set lies. */
  public Path folder() {
    return folder;
  }

  /** What dataset.json declares; empty for unlabelled images. */
  public Optional<DatasetJson> json() {
    return json;
  }

  /**
   * The labels or regions.
   *
   * @throws DatasetException if the data set is unlabelled
   */
  public Labels labels() {
    return json.orElseThrow(() -> new DatasetException(folder + ": the data set has no labels."))
        .labels();
  }

  /** The channels' names; a single one where images are unlabelled. */
  public List<String> channelNames() {
    return json.map(DatasetJson::channelNames).orElse(List.of("image"));
  }

  /** Cases for training and cross-validation. */
  public List<RawCase> trainingCases() {
    return trainingCases;
  }

  /**
   * Cases held out by the data set's makers, labelled where {@code labelsTs} has them; looked for
   * when first asked for.
   *
   * @throws DatasetException if the names of files in {@code imagesTs} are wrong
   */
  public List<RawCase> testCases() {
    if (testCases == null) {
      testCases = List.copyOf(testSplit.get());
    }
    return testCases;
  }

  /**
   * SHA-256 in hexadecimal over dataset.json and the images and labels of all cases: of each, in
   * the order of their names, the path below the folder and the SHA-256 of its bytes; as first
   * asked for.
   */
  public String contentHash() {
    return contentHash(FileHashes.READ);
  }

  /**
   * The same.
   *
   * @param hashes gives the SHA-256 of each file, if the hash wasn't asked for before
   */
  public String contentHash(FileHashes hashes) {
    if (contentHash == null) {
      contentHash = ContentHash.of(this, hashes);
    }
    return contentHash;
  }
}
