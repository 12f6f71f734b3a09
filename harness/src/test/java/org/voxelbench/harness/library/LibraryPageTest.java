package org.voxelbench.harness.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.datasets.nifti.Nifti;
import org.voxelbench.harness.cli.TinyBenchmark;

/** The program of {@code docs/library.md} compiles, trains, predicts and evaluates. */
class LibraryPageTest {

  private static final Path PAGE = Path.of("../docs/library.md");

  @TempDir private Path folder;

  private static String program() throws IOException {
    Matcher code =
        Pattern.compile("```java\n(package .*?)```", Pattern.DOTALL)
            .matcher(Files.readString(PAGE));
    assertThat(code.find()).isTrue();
    return code.group(1);
  }

  private Path compiled() throws IOException {
    Path source = Files.writeString(folder.resolve("TrainAndSegment.java"), program());
    Path classes = Files.createDirectories(folder.resolve("classes"));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of("-d", classes.toString(), "-Xlint:all,-processing,-classfile", "-Werror");
      assertThat(
              compiler
                  .getTask(null, files, null, options, null, files.getJavaFileObjects(source))
                  .call())
          .isTrue();
    }
    return classes;
  }

  /** A training case becomes a test case, as a publisher would hold them back. */
  private static void holdBack(TinyBenchmark tiny) throws IOException {
    Path json = tiny.dataset().resolve("dataset.json");
    Files.writeString(
        json, Files.readString(json).replaceAll("\"numTraining\"\\s*:\\s*6", "\"numTraining\": 5"));
    for (String kind : List.of("images", "labels")) {
      Path train = tiny.dataset().resolve(kind + "Tr");
      Path test = Files.createDirectories(tiny.dataset().resolve(kind + "Ts"));
      try (var files = Files.list(train)) {
        for (Path file : files.filter(f -> f.toString().contains("tumour_0001")).toList()) {
          Files.move(file, test.resolve(file.getFileName()));
        }
      }
    }
  }

  @Test
  void theProgramOfThePageDoesWhatItSays() throws Exception {
    TinyBenchmark tiny = TinyBenchmark.draw(folder);
    tiny.drawCorpus();
    holdBack(tiny);
    Path protocol =
        Files.writeString(
            folder.resolve("p.yaml"),
            TinyBenchmark.protocol("{id: mae, settings: {blockSize: 4}}"));

    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {compiled().toUri().toURL()}, getClass().getClassLoader())) {
      String[] arguments = {
        protocol.toString(), folder.resolve("data").toString(), tiny.out().toString(), "MyData"
      };
      loader
          .loadClass("org.example.TrainAndSegment")
          .getMethod("main", String[].class)
          .invoke(null, (Object) arguments);
    }

    assertThat(tiny.out().resolve("report/index.html")).exists();
    Path segmentation = tiny.out().resolve("tumour_0001.nii.gz");
    Path image = tiny.dataset().resolve("imagesTs/tumour_0001_0000.nii.gz");
    assertThat(Nifti.readLabelMap(segmentation).geometry().size())
        .isEqualTo(Nifti.geometry(image).size());
  }

  @Test
  void theDependencyIsThisVersion() throws IOException {
    String version =
        Files.readString(Path.of("pom.xml"))
            .replaceAll("(?s).*?<parent>.*?<version>([^<]+).*", "$1");

    assertThat(Files.readString(PAGE)).contains("<version>" + version + "</version>");
  }
}
