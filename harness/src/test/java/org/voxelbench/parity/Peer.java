package org.voxelbench.parity;

import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.voxelbench.bench.LineProcess;

/** nnU-Net in a Python process, with its folders in a workspace of its own. */
final class Peer implements AutoCloseable {

  private static final String VARIABLE = "VOXELBENCH_PEER";
  private static final String REQUIREMENTS = "harness/src/test/resources/parity/requirements.txt";

  private final LineProcess process;
  private final Path log;

  private Peer(LineProcess process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Starts it; without Python or a package of it the test is skipped, and says how to get them. */
  static Peer open(Path workspace) throws IOException {
    String named = System.getenv(VARIABLE);
    String python = named == null || named.isBlank() ? "python3" : named;
    Map<String, String> environment = new HashMap<>();
    for (String folder : List.of("raw", "preprocessed", "results")) {
      environment.put(
          "nnUNet_" + folder, Files.createDirectories(workspace.resolve(folder)).toString());
    }
    environment.put("nnUNet_compile", "false");
    environment.put("nnUNet_n_proc_DA", "1");
    environment.put("nnUNet_def_n_proc", "1");
    Path log = workspace.resolve("peer.log");
    try {
      LineProcess process =
          new LineProcess(
              "Python",
              List.of(python, script()),
              environment,
              ProcessBuilder.Redirect.to(log.toFile()));
      Peer peer = new Peer(process, log);
      JsonNode answer = peer.ask("versions", Map.of());
      if (answer.has("missing")) {
        peer.close();
        abort(
            python
                + " has no "
                + answer.get("missing").asText()
                + "; install what is compared with by: "
                + python
                + " -m pip install -r "
                + REQUIREMENTS
                + ", and name the Python by PEER=");
      }
      ParityTable.note(answer.get("versions").asText());
      return peer;
    } catch (IOException e) {
      return abort(python + " can't be started (" + e.getMessage() + "); name one by PEER=");
    }
  }

  private static String script() {
    try {
      return Path.of(Peer.class.getResource("/parity/peer.py").toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Calls a function of the script. */
  JsonNode ask(String function, Map<String, ?> arguments) throws IOException {
    Map<String, Object> request = new HashMap<>(arguments);
    request.put("do", function);
    process.send(request);
    try {
      return process.read(JsonNode.class);
    } catch (IOException e) {
      throw new IOException(function + ": " + e.getMessage() + "\n" + Files.readString(log), e);
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
