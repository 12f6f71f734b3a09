package org.voxelbench.datasets.layout;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.Image;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.Labels;
import org.voxelbench.datasets.nifti.NiftiWriter;

/** A small tree as a publisher might lay it out, and its conversion. */
final class SmallTree {

  private static final ObjectMapper YAML =
      YAMLMapper.builder()
          .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .build();
  private static final Geometry GRID =
      Geometry.axisAligned(new int[] {3, 4, 5}, new double[] {2, 1, 1});

  static final String PLAIN =
      """
      number: 901
      training:
        case: 'P{n}'
        group: '{g}'
        images: {T1: '{g:[ab]}/{n:\\d+}/t1.nii.gz', T2: '{g}/{n}/t2.nii.gz'}
        label: '{g}/{n}/seg.nii.gz'
      test:
        - images: {T1: 'held/{case}_t1.nii.gz', T2: 'held/{case}_t2.nii.gz'}
      exclude: '**/old/*'
      """;

  static final String REMAPPED =
      """
      number: 902
      remap: {4: 3, 255: 1}
      training:
        images: {T1: '{case}_t1.nii'}
        label: '{case}_seg.nii'
      """;

  private final Path folder;

  SmallTree(Path folder) {
    this.folder = folder;
  }

  /** What the publisher gave. */
  Path source() {
    return folder.resolve("data/Mine");
  }

  Path target() {
    return folder.resolve("data/nnUNet_raw/Dataset901_Mine");
  }

  private static Layout layout(String yaml) throws IOException {
    return YAML.readValue(yaml, Layout.class);
  }

  private static Labels labels(int foreground) {
    Map<String, List<Integer>> entries = new LinkedHashMap<>();
    entries.put("background", List.of(0));
    for (int label = 1; label <= foreground; label++) {
      entries.put("label" + label, List.of(label));
    }
    return new Labels(entries, List.of());
  }

  Conversion conversion(String yaml, int foreground) throws IOException {
    return conversion(yaml, foreground, target());
  }

  Conversion conversion(String yaml, int foreground, Path target) throws IOException {
    return new Conversion("Mine", layout(yaml), labels(foreground), source(), target);
  }

  static void image(Path file, float offset) {
    float[] voxels = new float[60];
    for (int i = 0; i < voxels.length; i++) {
      voxels[i] = offset + i;
    }
    NiftiWriter.write(file, new Image(GRID, voxels));
  }

  /** A label map whose voxels from the tenth on are painted. */
  static void label(Path file, int... painted) {
    short[] labels = new short[60];
    for (int i = 0; i < painted.length; i++) {
      labels[10 + i] = (short) painted[i];
    }
    NiftiWriter.write(file, new LabelMap(GRID, labels));
  }

  /** What {@link #PLAIN} describes. */
  void plainTree() {
    for (String place : List.of("a/1", "a/2", "b/3")) {
      image(source().resolve(place + "/t1.nii.gz"), place.charAt(2));
      image(source().resolve(place + "/t2.nii.gz"), 2 * place.charAt(2));
      label(source().resolve(place + "/seg.nii.gz"), 1, 1);
    }
    image(source().resolve("held/x_t1.nii.gz"), 7);
    image(source().resolve("held/x_t2.nii.gz"), 8);
    image(source().resolve("a/old/t1.nii.gz"), 9);
  }

  /** What {@link #REMAPPED} describes. */
  void remappedTree() {
    for (String name : List.of("x", "y")) {
      image(source().resolve(name + "_t1.nii"), name.charAt(0));
      label(source().resolve(name + "_seg.nii"), 255, 2, 4, 0, 3);
    }
  }
}
