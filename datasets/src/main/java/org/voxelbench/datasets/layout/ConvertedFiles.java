package org.voxelbench.datasets.layout;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.voxelbench.datasets.Labels;
import org.voxelbench.datasets.layout.LayoutCase.LabelFiles;
import org.voxelbench.datasets.layout.LayoutCase.Volume;
import org.voxelbench.datasets.raw.DatasetJson;
import org.voxelbench.datasets.volume.Volumes;

/**
 * The files of a converted data set: a {@code dataset.json} that names the publisher's files below
 * {@link #SOURCE}, links to those of test cases, and what must be derived.
 */
final class ConvertedFiles {

  /** The link to the publisher's folder. */
  static final String SOURCE = "source";

  private static final String GZIPPED = ".nii.gz";
  private static final String PLAIN = ".nii";

  /** What SimpleITK, and so nnU-Net, reads from one file. */
  private static final List<String> READABLE = List.of(GZIPPED, PLAIN, ".nrrd", ".mha");

  private final String name;
  private final Layout layout;
  private final LayoutPlan plan;
  private final SourceVolumes source;
  private final String ending;
  private final Labels labels;
  private final List<DerivedFile> derived = new ArrayList<>();
  private final SortedMap<String, String> links = new TreeMap<>();
  private final ObjectNode json = new ObjectMapper().createObjectNode();

  ConvertedFiles(String name, Layout layout, Labels labels, LayoutPlan plan) {
    this.name = name;
    this.layout = layout;
    this.plan = plan;
    this.source = new SourceVolumes(plan.source().root(), layout.spacing());
    this.labels = labels;
    this.ending = ending();
    describe();
    ObjectNode cases = json.putObject("dataset");
    plan.training().forEach(found -> training(found, cases));
    plan.test().forEach(this::test);
    groups();
  }

  /** Predictions get it too, so it is one that nnU-Net can write. */
  private String ending() {
    List<String> direct =
        plan.training().stream()
            .flatMap(found -> found.images().stream())
            .filter(this::isReadable)
            .map(Volume::path)
            .toList();
    return !direct.isEmpty() && direct.stream().allMatch(path -> path.endsWith(PLAIN))
        ? PLAIN
        : GZIPPED;
  }

  private void describe() {
    json.put("name", name);
    ObjectNode channels = json.putObject("channel_names");
    for (int i = 0; i < layout.channels().size(); i++) {
      channels.put(Integer.toString(i), layout.channels().get(i));
    }
    ObjectNode values = json.putObject("labels");
    labels.entries().forEach((label, value) -> values.put(label, value.get(0)));
    json.put("numTraining", plan.training().size());
    json.put("file_ending", ending);
    json.put("overwrite_image_reader_writer", "SimpleITKIO");
  }

  private void training(LayoutCase found, ObjectNode cases) {
    ObjectNode files = json.objectNode();
    var images = files.putArray("images");
    for (int channel = 0; channel < found.images().size(); channel++) {
      Volume volume = found.images().get(channel);
      images.add(
          isReadable(volume)
              ? SOURCE + "/" + volume.path()
              : derived("imagesTr/" + channel(found, channel), image(volume)));
    }
    files.put(
        "label",
        isReadable(found.label().orElseThrow())
            ? SOURCE + "/" + found.label().get().paths().get(0)
            : derived("labelsTr/" + found.id() + ending, label(found)));
    cases.set(found.id(), files);
  }

  /** nnU-Net looks for test cases in a folder only. */
  private void test(LayoutCase found) {
    for (int channel = 0; channel < found.images().size(); channel++) {
      Volume volume = found.images().get(channel);
      String place = "imagesTs/" + channel(found, channel);
      if (isReadable(volume) && volume.path().endsWith(ending)) {
        links.put(place, volume.path());
      } else {
        derived(place, image(volume));
      }
    }
    if (found.label().isPresent()) {
      String place = "labelsTs/" + found.id() + ending;
      LabelFiles files = found.label().get();
      if (isReadable(files) && files.paths().get(0).endsWith(ending)) {
        links.put(place, files.paths().get(0));
      } else {
        derived(place, label(found));
      }
    }
  }

  private String channel(LayoutCase found, int channel) {
    return String.format(Locale.ROOT, "%s_%04d%s", found.id(), channel, ending);
  }

  private boolean isReadable(Volume volume) {
    return layout.format() == SourceFormat.FILES
        && volume.index().isEmpty()
        && READABLE.stream().anyMatch(volume.path()::endsWith);
  }

  private boolean isReadable(LabelFiles files) {
    return layout.format() == SourceFormat.FILES
        && !files.isMerged()
        && layout.remap().isEmpty()
        && READABLE.stream().anyMatch(files.paths().get(0)::endsWith);
  }

  /** What a derived file is made of, and how. */
  private record Making(String recipe, DerivedFile.Writer writer) {}

  private String derived(String place, Making making) {
    derived.add(new DerivedFile(place, making.recipe(), making.writer()));
    return place;
  }

  private Making image(Volume volume) {
    return new Making(
        "image " + volume + " " + layout.spacing() + "\n" + plan.source().state(volume.path()),
        place -> Volumes.write(place, source.image(volume)));
  }

  private Making label(LayoutCase found) {
    LabelFiles files = found.label().orElseThrow();
    ConvertedLabels converted = new ConvertedLabels(layout, labels, source);
    List<String> grid = files.isMerged() ? List.of(found.images().get(0).path()) : List.of();
    return new Making(
        "label "
            + files
            + " "
            + layout.remap()
            + " "
            + labels.entries()
            + " "
            + layout.spacing()
            + "\n"
            + Stream.concat(files.paths().stream(), grid.stream())
                .map(plan.source()::state)
                .collect(Collectors.joining("\n")),
        place -> Volumes.write(place, converted.read(found)));
  }

  private void groups() {
    SortedMap<String, String> groups = new TreeMap<>();
    for (LayoutCase found : plan.training()) {
      Optional<String> group = found.group();
      group.ifPresent(of -> groups.put(found.id(), of));
    }
    if (!groups.isEmpty()) {
      ObjectNode node = json.putObject(DatasetJson.GROUPS);
      plan.training()
          .forEach(found -> node.put(found.id(), groups.getOrDefault(found.id(), found.id())));
    }
  }

  /** The text of {@code dataset.json}; the same wherever the data lie. */
  String json() {
    return json.toPrettyString() + "\n";
  }

  /** Files that must be written, below the converted data set. */
  List<DerivedFile> derived() {
    return derived;
  }

  /** Links to files of the publisher's, by their place below the converted data set. */
  SortedMap<String, String> links() {
    return links;
  }
}
