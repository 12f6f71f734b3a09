package org.voxelbench.harness.device;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line of another process of this application, under the same Java and its options.
 *
 * @param main the application's main class
 */
public record JavaCommand(Class<?> main) {

  /**
   * The command of a process.
   *
   * @param heapMebibytes its largest heap
   * @param arguments what {@code voxelbench} is called with
   */
  public List<String> with(long heapMebibytes, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.startsWith("-X") || option.startsWith("-D"))
        .forEach(command::add);
    command.add("-Xmx" + heapMebibytes + "m");
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(main.getName());
    command.addAll(arguments);
    return command;
  }
}
