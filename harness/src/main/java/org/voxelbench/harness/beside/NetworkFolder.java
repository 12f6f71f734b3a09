package org.voxelbench.harness.beside;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.file.FileFault;
import org.voxelbench.harness.experiment.Workspace;
import org.voxelbench.harness.run.LaunchRecord;
import org.voxelbench.reports.networks.NetworkResults;
import org.voxelbench.results.ExperimentJson;
import org.voxelbench.results.ExperimentSummary;
import org.voxelbench.results.ResultRow;
import org.voxelbench.results.ResultsCsv;
import org.voxelbench.training.protocol.Protocol;

/** Results folders of benchmarks on different networks. */
public final class NetworkFolder {

  private NetworkFolder() {}

  /**
   * Reads folders to show beside the results of another.
   *
   * @param own the folder that the report is of
   * @param rows its rows
   * @param summary what is said beside them
   * @param others the other folders
   * @param counted which rows of theirs are reported on
   * @return what each holds, the own first
   * @throws BadInputException if one is there twice, or lacks a file, naming all of them
   */
  public static List<NetworkResults> read(
      Workspace own,
      List<ResultRow> rows,
      ExperimentSummary summary,
      List<Path> others,
      Predicate<ResultRow> counted) {
    checkTwice(own, others);
    checkFiles(others);
    List<NetworkResults> all = new ArrayList<>(List.of(of(own, rows, summary)));
    for (Path folder : others) {
      all.add(
          of(
              new Workspace(folder),
              ResultsCsv.read(folder.resolve(ResultsCsv.NAME)).stream().filter(counted).toList(),
              ExperimentJson.read(folder.resolve(ExperimentJson.NAME))));
    }
    return all;
  }

  private static NetworkResults of(
      Workspace workspace, List<ResultRow> rows, ExperimentSummary summary) {
    Protocol protocol = LaunchRecord.protocol(workspace);
    ProtocolKeys keys = ProtocolKeys.of(protocol);
    return new NetworkResults(
        protocol.plans().fixed().architecture().words(),
        workspace.root().toString(),
        rows,
        summary,
        keys.evaluation(),
        keys.settings());
  }

  private static void checkTwice(Workspace own, List<Path> others) {
    Map<Path, Path> seen = new HashMap<>(Map.of(real(own.root()), own.root()));
    for (Path folder : others) {
      Path before = seen.putIfAbsent(real(folder), folder);
      if (before != null) {
        throw new BadInputException(
            "--beside '"
                + folder
                + "' is the folder '"
                + before
                + "', which is in the report already; name that of a benchmark on another"
                + " network.");
      }
    }
  }

  private static Path real(Path folder) {
    try {
      return folder.toRealPath();
    } catch (IOException e) {
      throw new BadInputException("can't read '" + folder + "': " + FileFault.words(e) + ".", e);
    }
  }

  private static void checkFiles(List<Path> folders) {
    List<String> lacking = new ArrayList<>();
    for (Path folder : folders) {
      List.of(
              folder.resolve(ResultsCsv.NAME),
              folder.resolve(ExperimentJson.NAME),
              LaunchRecord.protocolFile(new Workspace(folder)))
          .stream()
          .filter(file -> !Files.isRegularFile(file))
          .map(file -> "'" + file + "'")
          .forEach(lacking::add);
    }
    if (!lacking.isEmpty()) {
      throw new BadInputException(
          "--beside lacks "
              + String.join(", ", lacking)
              + "; name the results folder of a benchmark that came to its report, or a published"
              + " table.");
    }
  }
}
