package org.voxelbench.methods;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.voxelbench.methods.contrast.NtXentGolden;
import org.voxelbench.methods.mae.MaeGolden;
import org.voxelbench.methods.modelsgenesis.ModelsGenesisGolden;
import org.voxelbench.methods.spark3d.SparkGolden;
import org.voxelbench.methods.swinunetr.SwinUnetrGolden;
import org.voxelbench.methods.voco.VocoGolden;
import org.voxelbench.methods.volumefusion.VolumeFusionGolden;
import org.voxelbench.training.network.GoldenCase;
import org.voxelbench.training.network.GoldenFiles;

/** What nnssl computed, for all methods: losses, masks, transforms, gradients. */
class SslGoldenTest {

  private static final Map<String, SslGolden> TOPICS =
      Stream.<SslGolden>of(
              new MaeGolden(),
              new ModelsGenesisGolden(),
              new NtXentGolden(),
              new SparkGolden(),
              new SwinUnetrGolden(),
              new VocoGolden(),
              new VolumeFusionGolden())
          .collect(Collectors.toMap(SslGolden::topic, Function.identity()));

  @TestFactory
  List<DynamicNode> everyFile() throws IOException {
    List<DynamicNode> files = new ArrayList<>();
    for (Path file : GoldenFiles.cases("ssl")) {
      GoldenCase golden = GoldenCase.read(file);
      files.add(DynamicContainer.dynamicContainer(golden.name(), tests(golden)));
    }
    return files;
  }

  private static List<DynamicTest> tests(GoldenCase golden) {
    String topic = golden.json().path("topic").asText();
    SslGolden checks = TOPICS.get(topic);
    return checks == null
        ? List.of(
            DynamicTest.dynamicTest(topic, () -> fail("nothing checks the topic '" + topic + "'")))
        : checks.tests(golden);
  }
}
