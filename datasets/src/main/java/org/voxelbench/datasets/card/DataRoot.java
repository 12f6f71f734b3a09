package org.voxelbench.datasets.card;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.voxelbench.base.file.FileFault;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.raw.RawDataset;

/** The folder below which data sets lie. */
public record DataRoot(Path root) {

  private static final List<String> PLACES = List.of("raw", "", "unlabelled", "nnUNet_raw");

  /**
   * Looks for a data set in {@code raw}, the root itself, {@code unlabelled} and {@code
   * nnUNet_raw}, under each of its folder names, plain or as {@code DatasetNNN_NAME}.
   */
  public Optional<Path> find(DatasetCard card) {
    for (String folder : card.folders()) {
      for (String place : PLACES) {
        Path plain = root.resolve(place).resolve(folder);
        if (Files.isDirectory(plain)) {
          return Optional.of(plain);
        }
      }
      for (String place : PLACES) {
        Optional<Path> numbered = numbered(root.resolve(place), folder);
        if (numbered.isPresent()) {
          return numbered;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Path> numbered(Path place, String folder) {
    if (!Files.isDirectory(place)) {
      return Optional.empty();
    }
    Pattern name = Pattern.compile("Dataset\\d{3}_" + Pattern.quote(folder));
    try (Stream<Path> folders = Files.list(place)) {
      return folders
          .filter(path -> name.matcher(path.getFileName().toString()).matches())
          .filter(Files::isDirectory)
          .sorted()
          .findFirst();
    } catch (IOException e) {
      throw new DatasetException(place + ": can't be listed (" + FileFault.words(e) + ").", e);
    }
  }

  /**
   * Opens a data set, labelled or not as its role says.
   *
   * @throws DatasetException saying how to get the data, if they aren't here
   */
  public RawDataset open(DatasetCard card) {
    Path folder =
        find(card)
            .orElseThrow(
                () ->
                    new DatasetException(
                        "the data set '"
                            + card.name()
                            + "' is not below "
                            + root
                            + " (looked for the folders "
                            + String.join(", ", card.folders())
                            + "); "
                            + card.access()
                                .orElse("fetch it from " + card.url().orElse("its makers"))
                            + "."));
    return card.role() == Role.UNLABELLED ? RawDataset.unlabelled(folder) : RawDataset.open(folder);
  }
}
