package org.voxelbench.harness.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.voxelbench.base.BadInputException;
import org.voxelbench.harness.console.ExitCode;
import org.voxelbench.harness.console.Installation;
import org.voxelbench.harness.options.PluginOptions;
import org.voxelbench.harness.plugin.MethodProject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Begins a method plugin. */
@Command(
    name = "new-method",
    mixinStandardHelpOptions = true,
    description = "Write a Maven project with a working example of a method, to change it.")
final class NewMethodCommand implements Callable<Integer> {

  /** Where {@code make plugin} looks. */
  private static final String FOLDER = "plugins-src";

  @Spec private CommandSpec spec;
  @Mixin private PluginOptions plugins;

  @Parameters(paramLabel = "NAME", description = "the method's id, such as my-method")
  private String name;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      defaultValue = FOLDER,
      description = "folder of such projects (default: ${DEFAULT-VALUE})")
  private Path folder;

  @Option(
      names = "--home",
      paramLabel = "DIR",
      defaultValue = "${sys:voxelbench.home}",
      description =
          "folder of the built VoxelBench whose version the project names (default: this one)")
  private Path home;

  @Override
  public Integer call() {
    MethodProject project = new MethodProject(name, folder);
    if (plugins.plugins().methods().all().stream().anyMatch(m -> m.info().id().equals(name))) {
      throw new BadInputException(
          "there is a method '" + name + "' already ('voxelbench methods'); choose another NAME.");
    }
    if (home == null || home.toString().isEmpty()) {
      throw new BadInputException(
          "the folder of the built VoxelBench is unknown; give it with --home.");
    }
    project.write(home);
    PrintWriter out = spec.commandLine().getOut();
    out.println("Wrote " + project.folder() + "; change " + project.className() + ".java there.");
    if (new Installation(home).isAmongSources() && folder.equals(Path.of(FOLDER))) {
      out.println(
          "  make plugin NAME=" + name + "   builds and tests it and puts it into plugins/");
      out.println("  make methods              shows it");
    } else {
      out.println("  make install");
      out.println("      once, in the sources of VoxelBench, which a release archive lacks");
      out.println("  mvn -f " + project.folder().resolve("pom.xml") + " package");
      out.println("      builds and tests it; copy its target/" + name + ".jar into plugins/");
      out.println("  voxelbench methods");
      out.println("      shows it");
    }
    return ExitCode.DONE;
  }
}
