package org.voxelbench.harness.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/**
 * What a command answered.
 *
 * @param exitCode its exit code
 * @param out what it said
 * @param err what it complained of
 */
public record Console(int exitCode, String out, String err) {

  public static Console run(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command =
        VoxelBench.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true));
    String[] texts = new String[arguments.length];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = arguments[i].toString();
    }
    return new Console(command.execute(texts), out.toString(), err.toString());
  }

  /** All that it said. */
  public String text() {
    return out + err;
  }
}
