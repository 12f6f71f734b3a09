package org.voxelbench.datasets.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxelbench.datasets.DatasetException;

class PathTemplateTest {

  @ParameterizedTest
  @CsvSource({
    "Patient-{n}/{n}-Flair.nii, Patient-7/7-Flair.nii, n=7",
    "**/{case}_T1.nii, case_01_T1.nii, case=case_01",
    "**/{case}_T1.nii, a/b/x_T1.nii, case=x",
    "Training/*/{s}/anat/{s}_*T1w.nii.gz, Training/R001/sub-1/anat/sub-1_space-M_T1w.nii.gz, s=sub-1",
    "{p:BraTS-GLI-\\d+}-{t:\\d{3}}.nii, BraTS-GLI-00005-100.nii, p=BraTS-GLI-00005",
    "{case}/{:\\k<case>_seg|odd}.nii, x/odd.nii, case=x",
    "{case}/{:\\k<case>_seg|odd}.nii, x/x_seg.nii, case=x",
    "a+b/{n}.nii*, a+b/1.nii.gz, n=1"
  })
  void partsAreReadOffAPath(String template, String path, String part) {
    String[] named = part.split("=");
    assertThat(new PathTemplate(template).match(path).orElseThrow())
        .containsEntry(named[0], named[1]);
  }

  @ParameterizedTest
  @CsvSource({
    "Patient-{n}/{n}-Flair.nii, Patient-7/8-Flair.nii",
    "{case}.nii, folder/x.nii",
    "{case:\\d+}.nii, x.nii",
    "*/{case}.nii, x.nii",
    "{case}.nii, x_nii",
    "{case}.nii, x.nii.gz"
  })
  void otherPathsAreNotMatched(String template, String path) {
    assertThat(new PathTemplate(template).match(path)).isEmpty();
  }

  @Test
  void whatTheFirstTemplateSaysOfAPartHoldsInOthers() {
    PathTemplate first = new PathTemplate("{case:\\d+}_T1.nii");
    PathTemplate label = new PathTemplate("{case}_seg.nii");
    assertThat(label.match("x_seg.nii")).isPresent();
    assertThat(label.with(first).match("x_seg.nii")).isEmpty();
    assertThat(label.with(first).match("12_seg.nii")).contains(Map.of("case", "12"));
  }

  @ParameterizedTest
  @CsvSource({
    "/data/{n}.nii, no path relative",
    "'', no path relative",
    "{n.nii, closing brace",
    "{a b}.nii, {a b}",
    "{n:\\d+}/{n:\\d}.nii, says twice",
    "{n:[}.nii, malformed"
  })
  void malformedOnesAreNamed(String template, String words) {
    assertThatThrownBy(() -> new PathTemplate(template))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining(words)
        .hasMessageContaining("'" + template + "'");
  }
}
