package org.voxelbench.datasets.card;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.voxelbench.base.Listing;
import org.voxelbench.base.file.FileFault;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.layout.Conversion;
import org.voxelbench.datasets.raw.DatasetJson;
import org.voxelbench.datasets.raw.RawDataset;

/** The folder below which data sets lie. */
public record DataRoot(Path root) {

  private static final String UNLABELLED = "unlabelled";
  private static final String IMAGES = "imagesTr";
  private static final List<String> PLACES = List.of("raw", "", UNLABELLED, "nnUNet_raw");

  /** What nnU-Net puts before a data set's name. */
  private static final String NUMBER = "Dataset\\d{3}_";

  private static final Pattern ANY_NAME = Pattern.compile(".*", Pattern.DOTALL);

  /**
   * Looks for a data set in {@code raw}, the root itself, {@code unlabelled} and {@code
   * nnUNet_raw}, under each of its folder names, plain or as {@code DatasetNNN_NAME}; one that
   * nnU-Net reads goes before one as its publisher ships it.
   */
  public Optional<Path> find(DatasetCard card) {
    return places(card)
        .filter(folder -> !isPublished(card, folder))
        .findFirst()
        .or(() -> places(card).findFirst());
  }

  /**
   * The data set as its publisher ships it, if its card has a layout; empty where a folder that
   * somebody laid out for nnU-Net by hand goes before it.
   */
  public Optional<Path> published(DatasetCard card) {
    boolean byHand =
        places(card).anyMatch(place -> !isPublished(card, place) && !Conversion.isIn(place));
    return byHand
        ? Optional.empty()
        : places(card).filter(place -> isPublished(card, place)).findFirst();
  }

  /** The data set as it was converted from what its publisher ships. */
  public Optional<Path> converted(DatasetCard card) {
    return places(card).filter(Conversion::isIn).findFirst();
  }

  private static boolean isPublished(DatasetCard card, Path folder) {
    return card.layout().filter(layout -> layout.isPublished(folder)).isPresent();
  }

  private Stream<Path> places(DatasetCard card) {
    return card.folders().stream()
        .flatMap(
            folder ->
                Stream.concat(
                    PLACES.stream()
                        .map(place -> root.resolve(place).resolve(folder))
                        .filter(Files::isDirectory),
                    PLACES.stream()
                        .flatMap(place -> numbered(root.resolve(place), folder).stream())));
  }

  private static Optional<Path> numbered(Path place, String folder) {
    Pattern name = Pattern.compile(NUMBER + Pattern.quote(folder));
    return matching(place, name).stream().findFirst();
  }

  /** The folders of such names in a place, sorted. */
  private static List<Path> matching(Path place, Pattern name) {
    if (!Files.isDirectory(place)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(place)) {
      return folders
          .filter(path -> name.matcher(path.getFileName().toString()).matches())
          .filter(Files::isDirectory)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new DatasetException(place + ": can't be listed (" + FileFault.words(e) + ").", e);
    }
  }

  /** The names of all labelled data sets below it, without {@code DatasetNNN_}, sorted. */
  public List<String> labelled() {
    return names(PLACES, folder -> Files.isRegularFile(folder.resolve(DatasetJson.NAME)));
  }

  /**
   * The names of the corpora that need no card, without {@code DatasetNNN_}, sorted: folders of
   * {@code unlabelled} with images in {@code imagesTr} and no {@code dataset.json}.
   */
  public List<String> corpora() {
    return names(
        List.of(UNLABELLED),
        folder ->
            Files.isDirectory(folder.resolve(IMAGES))
                && !FileFault.mayExist(folder.resolve(DatasetJson.NAME)));
  }

  private List<String> names(List<String> places, Predicate<Path> kind) {
    return places.stream()
        .flatMap(place -> matching(root.resolve(place), ANY_NAME).stream())
        .filter(kind)
        .map(folder -> folder.getFileName().toString().replaceFirst("^" + NUMBER, ""))
        .sorted()
        .distinct()
        .toList();
  }

  /**
   * Opens a data set, labelled or not as its role says.
   *
   * @throws DatasetException saying how to get the data, if they aren't here; naming the folders,
   *     if several could be meant
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
                            + card.howToGet()
                            + "."));
    refuseTwins(card);
    Conversion.refuseOrphan(folder);
    return card.role() == Role.UNLABELLED ? unlabelled(card, folder) : RawDataset.open(folder);
  }

  /** Without its list, a folder {@code imagesTr} is the corpus. */
  private static RawDataset unlabelled(DatasetCard card, Path folder) {
    return card.corpus()
        .filter(source -> source.isIn(folder) || !Files.isDirectory(folder.resolve(IMAGES)))
        .map(source -> RawDataset.corpus(folder, source.list(folder)))
        .orElseGet(() -> RawDataset.unlabelled(folder));
  }

  /** Which of two folders is meant can't be known. */
  private void refuseTwins(DatasetCard card) {
    Set<Path> found = new LinkedHashSet<>();
    for (String folder : card.folders()) {
      Pattern name = Pattern.compile("(" + NUMBER + ")?" + Pattern.quote(folder));
      for (String place : PLACES) {
        matching(root.resolve(place), name).stream()
            .filter(path -> isOfRole(path, card.role()) && !isPublished(card, path))
            .forEach(path -> found.add(real(path)));
      }
    }
    if (found.size() > 1) {
      throw new DatasetException(
          "the data set '"
              + card.name()
              + "' could be any of "
              + Listing.of(found)
              + "; rename or move all but the one that is meant.");
    }
  }

  private static boolean isOfRole(Path folder, Role role) {
    return role == Role.UNLABELLED || FileFault.mayExist(folder.resolve(DatasetJson.NAME));
  }

  private static Path real(Path folder) {
    try {
      return folder.toRealPath();
    } catch (IOException e) {
      throw new DatasetException(folder + ": can't be read (" + FileFault.words(e) + ").", e);
    }
  }
}
