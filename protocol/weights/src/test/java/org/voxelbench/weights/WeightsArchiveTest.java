package org.voxelbench.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxelbench.base.BadInputException;
import org.voxelbench.engine.NdArray;
import org.voxelbench.weights.pytorch.PytorchWriter;
import org.voxelbench.weights.tensor.StoredTensor;

class WeightsArchiveTest {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @TempDir private Path folder;

  private static Path given(String name) throws URISyntaxException {
    return Path.of(
        Objects.requireNonNull(WeightsArchiveTest.class.getResource("torch/" + name)).toURI());
  }

  @Test
  void whatNnUNetNamesSeveralTimesCountsOnce() throws Exception {
    try (WeightsArchive archive = WeightsArchive.open(given("nnunet.pth"))) {
      List<StoredTensor> weights =
          archive.tensors().stream()
              .filter(tensor -> tensor.path().startsWith("network_weights/"))
              .toList();
      List<List<String>> distinct =
          archive.distinct().stream()
              .filter(paths -> paths.get(0).startsWith("network_weights/"))
              .toList();
      assertThat(weights).hasSize(2 * 4 * 4 + 2);
      assertThat(distinct).hasSize(2 * 4 + 2);
      assertThat(distinct.get(0))
          .containsExactly(
              "network_weights/encoder.0.conv.weight",
              "network_weights/encoder.0.all_modules.0.weight",
              "network_weights/decoder.encoder.0.conv.weight",
              "network_weights/decoder.encoder.0.all_modules.0.weight");
      assertThat(archive.content())
          .containsEntry("trainer_name", "nnUNetTrainer")
          .containsEntry("inference_allowed_mirroring_axes", List.of(0L, 1L, 2L))
          .containsEntry("_best_ema", 0.375);
      assertThat(archive.content().get("init_args"))
          .asInstanceOf(InstanceOfAssertFactories.MAP)
          .containsEntry("fold", 0L)
          .containsEntry("device", "cuda:0");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "old.pt | old format (before 1.6); open it once with torch.load",
        "script.pt | a TorchScript archive, which holds code",
        "module.pt | asks for torch.nn.modules.linear.Linear, which is code and not weights",
        "unchecked.pt | has another checksum than stated, or was written" + " without",
      })
  void whatIsNotReadIsNamedWithWhatToDo(String name, String sentence) throws Exception {
    Path file = given(name);
    assertThatThrownBy(() -> WeightsArchive.open(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll(file + ": ", sentence)
        .message()
        .endsWith(".");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "version https://git-lfs.github.com/spec/v1 | a pointer of Git LFS",
        "'' | neither a file of torch.save",
        "hello | neither a file of torch.save",
        "\u0080\u0004K\u0001. | a bare pickle",
        "PK\u0003\u0004 | the file is damaged",
      })
  void aFileOfAnotherKindIsNamed(String beginning, String sentence) throws IOException {
    Path file = folder.resolve("weights.bin");
    Files.write(file, beginning.getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> WeightsArchive.open(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("weights.bin: ", sentence);
  }

  @Test
  void aMissingFileAndAMissingTensorAreNamed() throws Exception {
    assertThatThrownBy(() -> WeightsArchive.open(folder.resolve("gone.pth")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("gone.pth: can't be read (no such file");
    assertThatThrownBy(() -> WeightsArchive.open(folder))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("holds none; name the file itself");
    try (WeightsArchive archive = WeightsArchive.open(given("list.pth"))) {
      assertThatThrownBy(() -> archive.read("value/0/k"))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("no tensor 'value/0/k' among its 2 (did you mean 'value/1/k'?)");
    }
  }

  @Test
  void toShowAFileTakesLittleMemory() {
    Path file = folder.resolve("large.pth");
    NdArray large = NdArray.zeros(4 << 20);
    PytorchWriter.write(file, Map.of("large", large, "small", NdArray.scalar(3)));
    long before = THREADS.getCurrentThreadAllocatedBytes();
    try (WeightsArchive archive = WeightsArchive.open(file)) {
      assertThat(archive.tensors()).hasSize(2);
      assertThat(archive.read("small").item()).isEqualTo(3);
      assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(2 << 20);
      assertThat(archive.read("large").floats()).isEqualTo(large.floats());
      assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(22 << 20);
    }
  }
}
