package org.voxelbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.voxelbench.base.file.AtomicFolder;

/** A small benchmark that has ended, and the commands over its folder. */
final class FinishedBenchmark {

  static final String PROTOCOL =
      TinyBenchmark.protocol("{id: scratch-fixed}", "{id: mae, settings: {blockSize: 8}}");

  final Path folder;
  final TinyBenchmark tiny;

  private final Path copy;

  FinishedBenchmark(Path root) throws IOException {
    folder = Files.createDirectory(root.resolve("benchmark"));
    copy = root.resolve("finished");
    tiny = TinyBenchmark.draw(folder);
    tiny.drawCorpus();
    assertThat(tiny.run(PROTOCOL).exitCode()).isZero();
    FolderCopy.of(folder, copy);
  }

  /** Where it was made, since it remembers where its data lie. */
  void restore() throws IOException {
    AtomicFolder.remove(folder);
    FolderCopy.of(copy, folder);
  }

  Console command(String name, Object... more) {
    return Console.run(
        Stream.concat(Stream.of(name, "--out", tiny.out()), Stream.of(more)).toArray());
  }

  Console verify() {
    return command("verify", "--data", folder.resolve("data"));
  }

  /** All its files with what tells that they changed, but who was at work. */
  Map<Path, Long> files() throws IOException {
    Map<Path, Long> files = new HashMap<>();
    Path claims = tiny.out().resolve("claims");
    try (Stream<Path> all = Files.walk(tiny.out())) {
      for (Path file :
          all.filter(Files::isRegularFile).filter(one -> !one.startsWith(claims)).toList()) {
        files.put(file, Files.size(file) + Arrays.hashCode(Files.readAllBytes(file)));
      }
    }
    return files;
  }
}
