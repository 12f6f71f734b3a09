package org.voxelbench.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A process that answers each line it is sent by a line of JSON, and ends with its input. */
public final class LineProcess implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String name;
  private final Process process;
  private final PrintStream requests;
  private final BufferedReader answers;

  /**
   * Starts it; what it writes to its standard error is shown.
   *
   * @param name what it is called in errors
   */
  public LineProcess(String name, List<String> command) throws IOException {
    this(name, command, Map.of(), ProcessBuilder.Redirect.INHERIT);
  }

  /**
   * Starts it in an environment.
   *
   * @param name what it is called in errors
   * @param environment variables beside those of this process
   * @param error where its standard error goes
   */
  public LineProcess(
      String name,
      List<String> command,
      Map<String, String> environment,
      ProcessBuilder.Redirect error)
      throws IOException {
    this.name = name;
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(error);
    builder.environment().putAll(environment);
    process = builder.start();
    requests = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    answers = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Sends a value as one line of JSON. */
  public void send(Object value) throws IOException {
    requests.println(JSON.writeValueAsString(value));
  }

  /** Sends a command and waits for what it answers. */
  public <T> T ask(String command, Class<T> type) throws IOException {
    requests.println(command);
    return read(type);
  }

  /** The next line of it. */
  public <T> T read(Class<T> type) throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IOException(name + " has ended without an answer; see what it wrote above.");
    }
    return JSON.readValue(line, type);
  }

  /** Closes its input and waits for its end. */
  @Override
  public void close() {
    requests.close();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
    }
  }
}
