package org.voxelbench.datasets.volume;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The volumes of {@code zoo.py} that are kept, read as SimpleITK reads them. */
class VolumeZooTest {

  @TestFactory
  List<DynamicTest> nrrd() throws Exception {
    return tests("nrrd");
  }

  @TestFactory
  List<DynamicTest> metaimage() throws Exception {
    return tests("metaimage");
  }

  @TestFactory
  List<DynamicTest> dicom() throws Exception {
    return tests("dicom");
  }

  private static List<DynamicTest> tests(String format) throws IOException, URISyntaxException {
    return Zoo.tests(
        Path.of(
            Objects.requireNonNull(VolumeZooTest.class.getResource("/volumes/" + format)).toURI()));
  }
}
