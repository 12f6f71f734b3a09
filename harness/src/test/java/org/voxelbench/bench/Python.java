package org.voxelbench.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Python with the packages that the comparison needs.
 *
 * @param interpreter its name or path
 */
record Python(String interpreter) {

  private static final String REQUIREMENTS = "harness/src/test/resources/bench/requirements.txt";

  /**
   * The versions that it compares with.
   *
   * @throws MissingPeerException if it can't be started or lacks a package
   */
  String versions() throws IOException {
    try (LineProcess process = start("--versions")) {
      JsonNode answer = process.read(JsonNode.class);
      if (answer.has("missing")) {
        throw new MissingPeerException(
            interpreter
                + " has no "
                + answer.get("missing").asText()
                + "; install what is compared with by: "
                + interpreter
                + " -m pip install -r "
                + REQUIREMENTS);
      }
      return answer.get("versions").asText();
    }
  }

  /** The peer, which is sent its settings, of {@link PeerSettings}, first. */
  LineProcess peer(Object settings) throws IOException {
    LineProcess process = start();
    process.send(settings);
    return process;
  }

  private LineProcess start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(interpreter, script()));
    command.addAll(List.of(arguments));
    try {
      return new LineProcess("Python", command);
    } catch (IOException e) {
      throw new MissingPeerException(
          "PEER="
              + interpreter
              + " can't be started ("
              + e.getMessage()
              + "); name a Python 3.11 or newer, by its path if need be.");
    }
  }

  private static String script() {
    try {
      return Path.of(Python.class.getResource("/bench/peer.py").toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
