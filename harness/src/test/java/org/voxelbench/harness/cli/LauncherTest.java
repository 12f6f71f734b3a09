package org.voxelbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Java is started under UTF-8, from which alone it takes the encoding of file names, and under no
 * language, by which native libraries would read words and numbers.
 */
class LauncherTest {

  private static final Path LAUNCHER = Path.of("src/main/bin/voxelbench").toAbsolutePath();

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "LANG, C",
    "LC_ALL, C",
    "LC_ALL, POSIX",
    "LC_CTYPE, C",
    "LC_ALL, de_DE.ISO-8859-1",
    "LC_ALL, tr_TR.UTF-8",
    "LANG, C.UTF-8",
    "LC_ALL, no_SUCH.UTF-8"
  })
  void whateverTheLocaleJavaStartsUnderUtf8(String variable, String locale) throws Exception {
    String started = started(variable, locale);
    assumeTrue(started.startsWith("<C.UTF-8>"), "the system has no C.UTF-8");
    assertThat(started).endsWith("> UTF-8");
  }

  /** What a Java would be started under: LC_ALL and the locale's encoding. */
  private String started(String variable, String locale) throws Exception {
    Path java = folder.resolve("jdk/bin/java");
    Files.createDirectories(java.getParent());
    Files.writeString(java, "#!/bin/sh\necho \"<$LC_ALL> $(locale charmap 2>/dev/null)\"\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    ProcessBuilder builder = new ProcessBuilder("bash", LAUNCHER.toString());
    builder.environment().keySet().removeIf(name -> name.equals("LANG") || name.startsWith("LC_"));
    builder.environment().put(variable, locale);
    builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
    Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String said = said(process);
    assertThat(process.waitFor()).isZero();
    return said;
  }

  private static String said(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }
}
