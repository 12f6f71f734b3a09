package org.voxelbench.datasets.raw;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.voxelbench.base.Listing;
import org.voxelbench.base.file.FileFault;
import org.voxelbench.base.file.FolderListing;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.volume.Volumes;

/** Finds cases by the names of the files in a folder. */
final class CaseFiles {

  private static final Pattern CHANNEL = Pattern.compile("(.+)_(\\d{4})");

  private CaseFiles() {}

  /** The cases of a folder of images, sorted by name; none if there is no such folder. */
  static List<RawCase> labelled(Path images, Path labels, DatasetJson json, boolean needsLabels) {
    Set<String> ids = new TreeSet<>();
    List<String> unnumbered = new ArrayList<>();
    List<String> undeclared = new ArrayList<>();
    for (String stem : stems(images, json.fileEnding())) {
      Matcher name = CHANNEL.matcher(stem);
      if (!name.matches()) {
        unnumbered.add(stem + json.fileEnding());
      } else if (Integer.parseInt(name.group(2)) >= json.channelNames().size()) {
        undeclared.add(stem + json.fileEnding());
      } else {
        ids.add(name.group(1));
      }
    }
    checkNumbered(images, unnumbered, json.fileEnding());
    if (!undeclared.isEmpty()) {
      throw new DatasetException(
          images
              + ": 'channel_names' in dataset.json declares "
              + json.channelNames().size()
              + (json.channelNames().size() == 1 ? " channel" : " channels")
              + " (from 0000 on), but there is "
              + Listing.of(undeclared)
              + "; declare or remove what is more.");
    }
    List<RawCase> cases = new ArrayList<>();
    for (String id : ids) {
      List<Path> files = new ArrayList<>();
      for (int channel = 0; channel < json.channelNames().size(); channel++) {
        files.add(images.resolve(channelName(id, channel, json.fileEnding())));
      }
      Path label = labels.resolve(id + json.fileEnding());
      boolean has = needsLabels || FileFault.mayExist(label);
      cases.add(new RawCase(id, files, has ? Optional.of(label) : Optional.empty(), json.reader()));
    }
    return cases;
  }

  private static void checkNumbered(Path images, List<String> unnumbered, String ending) {
    if (unnumbered.isEmpty()) {
      return;
    }
    boolean many = Volumes.header(images.resolve(unnumbered.get(0))).shape().length > 3;
    throw new DatasetException(
        images
            + ": expected names like CASE_0000"
            + ending
            + ", with the channel's number, but there is "
            + Listing.of(unnumbered)
            + (many
                ? "; the first holds several channels in four axes, so split such files into one per"
                    + " channel, as nnU-Net's nnUNetv2_convert_MSD_dataset does for the Decathlon."
                : "; rename."));
  }

  /** The cases that dataset.json spells out under 'dataset', sorted by name. */
  static List<RawCase> explicit(Path folder, DatasetJson json) {
    List<RawCase> cases = new ArrayList<>();
    new TreeMap<>(json.cases())
        .forEach(
            (id, files) -> {
              if (files.images().size() != json.channelNames().size()) {
                throw new DatasetException(
                    folder.resolve(DatasetJson.NAME)
                        + ": 'dataset' gives case '"
                        + id
                        + "' "
                        + files.images().size()
                        + " images, expected one for each of the "
                        + json.channelNames().size()
                        + " channels.");
              }
              if (files.label().isEmpty()) {
                throw new DatasetException(
                    folder.resolve(DatasetJson.NAME)
                        + ": 'dataset' gives case '"
                        + id
                        + "' no 'label', expected the file of its label map; add it, or leave the"
                        + " case out.");
              }
              cases.add(
                  new RawCase(
                      id,
                      files.images().stream().map(file -> in(folder, file)).toList(),
                      files.label().map(file -> in(folder, file)),
                      json.reader()));
            });
    return cases;
  }

  private static Path in(Path folder, String file) {
    return new VariablePath(file).in(folder);
  }

  /** Every image of a folder as a case of its own; a lone channel index 0 leaves the name. */
  static List<RawCase> unlabelled(Path images) {
    Map<String, Path> files = new TreeMap<>();
    List<String> doubled = new ArrayList<>();
    for (String ending : Volumes.endings()) {
      for (String stem : stems(images, ending)) {
        Path twice = files.put(stem, images.resolve(stem + ending));
        if (twice != null) {
          doubled.add(twice.getFileName() + " and " + stem + ending);
        }
      }
    }
    if (!doubled.isEmpty()) {
      throw new DatasetException(
          images
              + ": holds images twice, as "
              + Listing.of(doubled)
              + "; remove one of each, or leave it out by 'corpus.exclude' of a card.");
    }
    Map<String, Integer> counts = new TreeMap<>();
    files.keySet().forEach(stem -> counts.merge(withoutChannel(stem), 1, Integer::sum));
    Map<String, RawCase> cases = new TreeMap<>();
    files.forEach(
        (stem, file) -> {
          String plain = withoutChannel(stem);
          String id = counts.get(plain) == 1 ? plain : stem;
          cases.put(id, new RawCase(id, List.of(file), Optional.empty()));
        });
    return List.copyOf(cases.values());
  }

  private static String withoutChannel(String stem) {
    Matcher name = CHANNEL.matcher(stem);
    return name.matches() ? name.group(1) : stem;
  }

  private static String channelName(String id, int channel, String ending) {
    String digits = "000" + channel;
    return id + "_" + digits.substring(digits.length() - 4) + ending;
  }

  /** File names without their ending. */
  private static List<String> stems(Path folder, String ending) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try {
      return FolderListing.of(folder).stream()
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(ending))
          .map(name -> name.substring(0, name.length() - ending.length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new DatasetException(folder + ": can't be listed (" + FileFault.words(e) + ").", e);
    }
  }
}
