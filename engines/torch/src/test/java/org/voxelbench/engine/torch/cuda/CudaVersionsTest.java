package org.voxelbench.engine.torch.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of CUDA's libraries without a card. */
class CudaVersionsTest {

  @ParameterizedTest
  @ValueSource(longs = {90800, 90802, 91002, 91400, 91499})
  void cudnnFrom9Point8To9Point14IsSlowInBfloat16(long number) {
    assertThat(CudnnVersion.of(number).slowness())
        .get()
        .asString()
        .contains("four times", "9.15.0");
  }

  @ParameterizedTest
  @ValueSource(longs = {8902, 90100, 90799, 91500, 91900, 100000})
  void othersAreNot(long number) {
    assertThat(CudnnVersion.of(number).slowness()).isEmpty();
  }

  @Test
  void oneNumberHoldsAWholeVersion() {
    assertThat(CudnnVersion.of(91002)).hasToString("9.10.2");
    assertThat(CudnnVersion.of(8902)).hasToString("8.9.2");
    assertThat(CudaVersions.cuda(13010)).isEqualTo("13.1");
    assertThat(CudaVersions.cuda(12090)).isEqualTo("12.9");
  }

  @Test
  void theDriverIsReadFromWhatItsModuleSays() {
    String open =
        "NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  580.65.06  Release Build  (dvs)\n"
            + "GCC version:  gcc version 13.3.0\n";
    String closed =
        "NVRM version: NVIDIA UNIX x86_64 Kernel Module  535.104.05  Sat Aug 19 01:15:15 UTC 2023\n";
    assertThat(CudaVersions.driver(open)).isEqualTo("580.65.06");
    assertThat(CudaVersions.driver(closed)).isEqualTo("535.104.05");
    assertThat(CudaVersions.driver("something else")).isEqualTo("unknown");
  }

  @ParameterizedTest
  @CsvSource({"470.82.01, 11040", "535.104.05, 12020", "575.51.03, 12090"})
  void aDriverBeforeCuda13IsNamedAsTooOld(String driver, int newest) {
    assertThat(CudaVersions.tooOld(driver, newest))
        .get()
        .asString()
        .contains(driver, CudaVersions.cuda(newest), "580 or newer");
  }

  @ParameterizedTest
  @CsvSource({"580.65.06, 13000", "590.10, 13010", "610.1, 14000", "unknown, 0"})
  void othersAreNotTooOld(String driver, int newest) {
    assertThat(CudaVersions.tooOld(driver, newest)).isEmpty();
  }

  @Test
  void onlyLibrariesThatCannotBeLoadedAreMissing() {
    assertThat(CudaLibraries.missing(List.of("libc.so.6", "libnowhere.so.1", "libm.so.6")))
        .containsExactly("libnowhere.so.1");
  }
}
