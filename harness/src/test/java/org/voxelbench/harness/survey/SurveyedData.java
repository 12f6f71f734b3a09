package org.voxelbench.harness.survey;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.nifti.Nifti;
import org.voxelbench.datasets.nifti.NiftiWriter;
import org.voxelbench.datasets.phantom.PhantomKind;
import org.voxelbench.datasets.phantom.PhantomSpec;
import org.voxelbench.datasets.phantom.Phantoms;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.harness.cli.FolderCopy;

/** A drawn data set in which nothing stands out, until a test spoils it, and its survey. */
final class SurveyedData {

  static final int CASES = 12;
  static final int[] SIZE = {20, 40, 40};

  final Path data;
  final List<String> ids;

  private final Path folder;

  /**
   * A copy to be spoilt.
   *
   * @param clean what {@link #draw} drew
   */
  SurveyedData(Path clean, Path folder) throws IOException {
    this.folder = folder;
    data = folder.resolve("nuclei");
    FolderCopy.of(clean.resolve("nuclei"), data);
    ids = RawDataset.open(data).trainingCases().stream().map(one -> one.id()).toList();
  }

  static void draw(Path clean) {
    Phantoms.write(new PhantomSpec(PhantomKind.NUCLEI, CASES, 1, SIZE), clean.resolve("nuclei"));
  }

  /** Another one. */
  Path another(PhantomKind kind, long seed, String name) {
    Path drawn = folder.resolve(name);
    Phantoms.write(new PhantomSpec(kind, CASES, seed, SIZE), drawn);
    return drawn;
  }

  Path image(String id) {
    return data.resolve("imagesTr").resolve(id + "_0000.nii.gz");
  }

  Path label(String id) {
    return data.resolve("labelsTr").resolve(id + ".nii.gz");
  }

  /** Gives each label another value. */
  void relabel(String id, int[] to) {
    LabelMap map = Nifti.readLabelMap(label(id));
    short[] labels = map.labels().clone();
    for (int i = 0; i < labels.length; i++) {
      labels[i] = (short) to[labels[i]];
    }
    NiftiWriter.write(label(id), new LabelMap(map.geometry(), labels));
  }

  static Survey survey(RawDataset raw, Optional<RawDataset> against) {
    return new DatasetSurvey(2, Progress.SILENT)
        .of(raw, Optional.empty(), against, (facts, images, labels) -> {});
  }

  Survey survey() {
    return survey(RawDataset.open(data), Optional.empty());
  }

  List<String> told() {
    return told(survey());
  }

  /** Each remark as its kind and the ids of its cases. */
  static List<String> told(Survey survey) {
    return survey.remarks().stream()
        .map(
            remark ->
                remark.kind()
                    + remark.cases().stream()
                        .map(CaseKey::id)
                        .sorted()
                        .collect(Collectors.joining(" ", " ", "")))
        .toList();
  }
}
