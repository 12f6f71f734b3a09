package org.voxelbench.datasets.layout;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.voxelbench.datasets.layout.LayoutCase.LabelFiles;
import org.voxelbench.datasets.layout.LayoutCase.Volume;

/** Finds the cases of one tree of a layout among the paths of a publisher's folder. */
final class CaseMatcher {

  private final Layout layout;
  private final Map<String, Integer> structures;
  private final CaseTree tree;
  private final Map<String, TemplateFiles> images = new LinkedHashMap<>();
  private final Optional<TemplateFiles> labels;
  private final List<LayoutCase> cases = new ArrayList<>();

  /**
   * Matches paths.
   *
   * @param structures labels but the background with their values, in the order of merging
   */
  CaseMatcher(Layout layout, CaseTree tree, Map<String, Integer> structures, List<String> paths) {
    this.layout = layout;
    this.structures = structures;
    this.tree = tree;
    Map<PathTemplate, TemplateFiles> matched = new LinkedHashMap<>();
    tree.images()
        .forEach(
            (name, channel) ->
                images.put(
                    name,
                    matched.computeIfAbsent(
                        channel.file(),
                        template -> new TemplateFiles(template, "channel " + name, paths))));
    this.labels = tree.label().map(template -> new TemplateFiles(template, "label", paths));
    for (Map<String, String> parts : List.copyOf(first().parts())) {
      cases.add(found(parts));
    }
  }

  private TemplateFiles first() {
    return images.values().iterator().next();
  }

  private LayoutCase found(Map<String, String> parts) {
    String id = tree.id().fill(parts);
    String file = first().of(id, parts);
    String named = file.isEmpty() ? id : id + " (" + file + ")";
    List<Volume> volumes = new ArrayList<>();
    tree.images()
        .forEach(
            (name, channel) ->
                volumes.add(new Volume(images.get(name).of(named, parts), channel.volume())));
    return new LayoutCase(
        id,
        tree.group().map(group -> group.fill(parts)),
        volumes,
        labels.map(files -> label(named, parts, files)));
  }

  private LabelFiles label(String named, Map<String, String> parts, TemplateFiles files) {
    if (!tree.isMerged()) {
      return new LabelFiles(List.of(files.of(named, parts)), List.of());
    }
    List<String> paths = new ArrayList<>();
    List<Integer> values = new ArrayList<>();
    Map<String, String> ofStructure = new LinkedHashMap<>(parts);
    structures.forEach(
        (name, value) -> {
          ofStructure.put(CaseTree.STRUCTURE, name);
          String path =
              layout.mayLackStructures()
                  ? files.optional(named, ofStructure)
                  : files.of(named + ", structure " + name, ofStructure);
          if (!path.isEmpty()) {
            paths.add(path);
            values.add(value);
          }
        });
    if (paths.isEmpty() && layout.mayLackStructures()) {
      files.lacks(named);
    }
    return new LabelFiles(paths, values);
  }

  /** The cases in the order of their first channel's paths; only sound where there is no fault. */
  List<LayoutCase> cases() {
    return cases;
  }

  /** All paths that one of its templates matches. */
  Stream<String> matched() {
    return Stream.concat(images.values().stream(), labels.stream())
        .flatMap(files -> files.all().stream());
  }

  /** What is wrong with the files, a sentence for each template and kind of mistake. */
  List<String> faults(String root) {
    return Stream.concat(images.values().stream().distinct(), labels.stream())
        .flatMap(files -> files.faults(root).stream())
        .toList();
  }
}
