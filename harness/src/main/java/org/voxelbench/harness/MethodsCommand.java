package org.voxelbench.harness;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.voxelbench.protocol.file.Protocols;
import org.voxelbench.protocol.method.MethodInfo;
import org.voxelbench.protocol.method.MethodRegistry;
import org.voxelbench.protocol.method.SslMethod;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists the methods, or shows one with its settings. */
@Command(
    name = "methods",
    mixinStandardHelpOptions = true,
    description = "List the methods, or show one with its settings.")
final class MethodsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(arity = "0..1", paramLabel = "ID", description = "a method to show in full")
  private String id;

  @Override
  public Integer call() {
    MethodRegistry methods = MethodRegistry.find(getClass().getClassLoader());
    PrintWriter out = spec.commandLine().getOut();
    if (id != null) {
      show(methods.get(id), out);
      return ExitCode.DONE;
    }
    for (SslMethod<?> method : methods.all()) {
      out.printf("%-16s %s%n", method.info().id(), method.info().summary());
    }
    return ExitCode.DONE;
  }

  private static <S extends Record> void show(SslMethod<S> method, PrintWriter out) {
    MethodInfo info = method.info();
    out.println(info.id() + ": " + info.name());
    out.println("  " + info.summary());
    out.println("  cite:     " + info.citation());
    out.println("  licence:  " + info.licence());
    out.println("  settings: " + Protocols.canonical(method.defaults()));
    method
        .pretext(method.defaults())
        .ifPresentOrElse(
            task -> out.println("  moves to the downstream network: " + task.transfer()),
            () -> out.println("  no pre-training"));
  }
}
