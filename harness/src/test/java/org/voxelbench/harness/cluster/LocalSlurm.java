package org.voxelbench.harness.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A SLURM of this machine alone: a controller and two nodes of two cores each on the loopback
 * interface, all of this user, in a folder.
 */
final class LocalSlurm implements AutoCloseable {

  private static final String CONFIGURATION =
      """
      ClusterName=voxelbench
      SlurmctldHost=%1$s(127.0.0.1)
      SlurmUser=%2$s
      SlurmdUser=%2$s
      AuthType=auth/none
      CredType=cred/none
      StateSaveLocation=%3$s/state
      SlurmdSpoolDir=%3$s/%%n
      SlurmctldPidFile=%3$s/controller.pid
      SlurmdPidFile=%3$s/%%n.pid
      ProctrackType=proctrack/pgid
      TaskPlugin=task/none
      JobAcctGatherType=jobacct_gather/none
      MpiDefault=none
      SelectType=select/cons_tres
      SelectTypeParameters=CR_CPU
      ReturnToService=2
      SlurmdTimeout=10
      KillWait=10
      SlurmctldPort=%4$d
      NodeName=n1 NodeHostname=%1$s NodeAddr=127.0.0.1 Port=%5$d CPUs=2 RealMemory=4000
      NodeName=n2 NodeHostname=%1$s NodeAddr=127.0.0.1 Port=%6$d CPUs=2 RealMemory=4000
      PartitionName=all Nodes=n1,n2 Default=YES MaxTime=INFINITE State=UP
      """;

  private final Path folder;
  private final Map<String, Process> daemons = new HashMap<>();

  private LocalSlurm(Path folder) {
    this.folder = folder;
  }

  /** Whether SLURM is installed. */
  static boolean isInstalled() {
    return Stream.of("slurmctld", "slurmd", "sbatch")
        .allMatch(
            name ->
                Stream.of((System.getenv("PATH") + ":/usr/sbin:/sbin").split(":"))
                    .anyMatch(place -> Files.isExecutable(Path.of(place, name))));
  }

  /** Starts controller and nodes, and waits until jobs can run. */
  static LocalSlurm start(Path folder) throws IOException, InterruptedException {
    LocalSlurm slurm = new LocalSlurm(folder);
    for (String name : List.of("state", "n1", "n2")) {
      Files.createDirectories(folder.resolve(name));
    }
    Files.writeString(
        slurm.configuration(),
        CONFIGURATION.formatted(
            slurm.call("hostname", "-s").strip(),
            System.getProperty("user.name"),
            folder,
            freePort(),
            freePort(),
            freePort()));
    Runtime.getRuntime().addShutdownHook(new Thread(slurm::endDaemons));
    boolean up = false;
    try {
      slurm.daemon("slurmctld", "slurmctld", "-D");
      slurm.startNode("n1");
      slurm.startNode("n2");
      slurm.waitForNodes(2);
      up = true;
      return slurm;
    } finally {
      if (!up) {
        slurm.close();
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private Path configuration() {
    return folder.resolve("slurm.conf");
  }

  private ProcessBuilder builder(String... words) {
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().put("SLURM_CONF", configuration().toString());
    builder.environment().merge("PATH", "/usr/sbin:/sbin", (path, more) -> path + ":" + more);
    return builder;
  }

  private void daemon(String name, String... words) throws IOException {
    daemons.put(
        name,
        builder(words)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(folder.resolve(name + ".log").toFile()))
            .start());
  }

  void startNode(String name) throws IOException {
    daemon(name, "slurmd", "-D", "-N", name);
  }

  /** Waits until so many nodes are up, and the others known to be down. */
  void waitForNodes(int nodes) throws IOException, InterruptedException {
    for (int tries = 0; tries < 600; tries++) {
      List<String> states = call("sinfo", "--noheader", "--Node", "--format=%t").lines().toList();
      long up = states.stream().filter(state -> state.matches("idle|mix|alloc|comp")).count();
      long down = states.stream().filter(state -> state.startsWith("down")).count();
      if (up == nodes && up + down == 2) {
        return;
      }
      Thread.sleep(200);
    }
    throw new IllegalStateException(
        "SLURM's nodes aren't up; its logs: "
            + call("tail", "-n", "20", log("slurmctld"), log("n1")));
  }

  private String log(String name) {
    return folder.resolve(name + ".log").toString();
  }

  /** What a program says, whatever its code. */
  String call(String... words) throws IOException, InterruptedException {
    Process process = builder(words).start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return text;
  }

  /**
   * A task in the queue.
   *
   * @param id such as {@code 12_0}
   * @param name of its job
   * @param state such as {@code RUNNING}
   * @param node where it runs, or empty
   */
  record Task(String id, String name, String state, String node) {

    boolean isRunning() {
      return state.equals("RUNNING");
    }
  }

  List<Task> queue() throws IOException, InterruptedException {
    return call("squeue", "--noheader", "--array", "--format=%F_%K|%j|%T|%N")
        .lines()
        .map(line -> line.split("\\|", -1))
        .map(cells -> new Task(cells[0], cells[1], cells[2], cells[3]))
        .toList();
  }

  /** Ends a node at once, with all that runs on it, as a power cut does. */
  void killNode(String name) throws IOException, InterruptedException {
    List<ProcessHandle> doomed = new ArrayList<>();
    for (ProcessHandle process : ofNode(name)) {
      process
          .parent()
          .filter(parent -> parent.info().commandLine().orElse("").contains("slurmstepd"))
          .ifPresent(doomed::add);
      doomed.add(process);
    }
    daemons.get(name).destroyForcibly().waitFor();
    doomed.forEach(ProcessHandle::destroyForcibly);
  }

  /** Processes of jobs on a node of this SLURM. */
  private List<ProcessHandle> ofNode(String name) {
    return ProcessHandle.allProcesses()
        .filter(
            process ->
                environment(process)
                    .filter(set -> set.contains("SLURM_CONF=" + configuration()))
                    .filter(set -> set.contains("SLURMD_NODENAME=" + name))
                    .isPresent())
        .toList();
  }

  private static Optional<List<String>> environment(ProcessHandle process) {
    try {
      String text =
          Files.readString(
              Path.of("/proc", Long.toString(process.pid()), "environ"),
              StandardCharsets.ISO_8859_1);
      return Optional.of(List.of(text.split("\0")));
    } catch (IOException e) {
      // It ended meanwhile, or is another user's.
      return Optional.empty();
    }
  }

  /** Ends all jobs and daemons. */
  @Override
  public void close() {
    try {
      call("scancel", "--state=PENDING", "--me");
      call("scancel", "--me");
      for (int tries = 0; tries < 60 && !queue().isEmpty(); tries++) {
        Thread.sleep(500);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      endDaemons();
    }
  }

  private void endDaemons() {
    for (String node : List.of("n1", "n2")) {
      ofNode(node).forEach(ProcessHandle::destroyForcibly);
    }
    daemons.values().forEach(Process::destroy);
    try {
      for (Process daemon : daemons.values()) {
        if (!daemon.waitFor(10, TimeUnit.SECONDS)) {
          daemon.destroyForcibly();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
