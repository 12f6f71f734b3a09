package org.voxelbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code voxelbench selftest} refuses before it checks anything. */
class SelftestCommandTest {

  private static void refused(String sentence, Object... arguments) {
    Object[] all = new Object[arguments.length + 1];
    all[0] = "selftest";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    Console answer = Console.run(all);
    assertThat(answer.err()).contains(sentence);
    assertThat(answer.exitCode()).isEqualTo(2);
  }

  @Test
  void whatCanNotBeCheckedIsRefused(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    refused(
        "unknown engine 'tensorflow'; give all or one of [torch, nd4j].", "--engine", "tensorflow");
    refused("the device 'gpu' is not auto, cpu, cuda or cuda:N", "--device", "gpu");
    refused("give fp32 or bf16", "--precision", "fp64");
    refused("--minutes (0.0) must be above 0.", "--minutes", "0");
    refused("can't make the folder", "--device", "cpu", "--precision", "fp32", "--out", file);
  }
}
