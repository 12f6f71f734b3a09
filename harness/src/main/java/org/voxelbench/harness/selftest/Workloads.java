package org.voxelbench.harness.selftest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.voxelbench.base.BadInputException;
import org.voxelbench.preparation.plan.NetworkChoice;
import org.voxelbench.preparation.plan.NetworkFamily;
import org.voxelbench.training.pretext.MethodRegistry;
import org.voxelbench.training.pretext.PretextTask;
import org.voxelbench.training.pretext.SslMethod;
import org.voxelbench.training.protocol.FixedPlan;
import org.voxelbench.training.protocol.MethodEntry;
import org.voxelbench.training.protocol.OptimizerSettings;
import org.voxelbench.training.protocol.PretrainingSettings;
import org.voxelbench.training.protocol.Protocol;
import org.voxelbench.training.protocol.Protocols;
import org.voxelbench.training.protocol.TransformerSize;

/** The trainings of the self-test. */
final class Workloads {

  /** Masked blocks and projectors of the defaults are made for the paper's patch. */
  private static final Map<String, Map<String, Object>> SMALL_SETTINGS =
      Map.of(
          "mae", Map.of("blockSize", 4),
          "spark3d", Map.of("blockSize", 4),
          "voco", Map.of("width", 64),
          "simclr", Map.of("width", 64));

  /** Patches of 16, whose crops of 8 leave maps 2 voxels deep at the bottleneck. */
  private static final FixedPlan SMALL_PLAN =
      new FixedPlan(
          List.of(1.0, 1.0, 1.0), List.of(16, 16, 16), 2, List.of(8, 16, 32), List.of(1, 1, 1));

  private static final FixedPlan SMALL_TRANSFORMER =
      new FixedPlan(
          SMALL_PLAN.spacing(),
          SMALL_PLAN.patchSize(),
          SMALL_PLAN.batchSize(),
          null,
          null,
          NetworkChoice.PRIMUS,
          null,
          null,
          new TransformerSize(48, 2, 2, null));

  /** What the names of trainings on it end with, where another is on a U-Net. */
  private static final String ON_TRANSFORMER = "-primus";

  private static final Workload.Steps SMALL_STEPS =
      new Workload.Steps(0.01, new OptimizerSettings.Sgd(0.9, 3e-5, 12));

  private Workloads() {}

  /**
   * Segmentation from random weights and the pretext task of every built-in method that has one of
   * its own, small, on a U-Net; on a transformer too segmentation, the masked autoencoder and what
   * serves nothing else.
   */
  static List<Workload> small() {
    List<Workload> all = new ArrayList<>();
    all.add(small(Workload.SEGMENTATION, Optional.empty(), SMALL_PLAN));
    for (SslMethod<?> method : methods().all()) {
      String id = method.info().id();
      if (!method.pretrainedAs().equals(id)) {
        continue;
      }
      FixedPlan plan =
          method.networks().contains(NetworkFamily.U_NET) ? SMALL_PLAN : SMALL_TRANSFORMER;
      Optional<PretextTask> task = task(method, SMALL_SETTINGS.getOrDefault(id, Map.of()));
      if (task.isPresent()) {
        all.add(small(id, task, plan));
      }
    }
    all.add(small(Workload.SEGMENTATION + ON_TRANSFORMER, Optional.empty(), SMALL_TRANSFORMER));
    Optional<PretextTask> mae = task(methods().get("mae"), Map.of("blockSize", 8));
    all.add(small("mae" + ON_TRANSFORMER, mae, SMALL_TRANSFORMER));
    return all;
  }

  private static Workload small(String name, Optional<PretextTask> task, FixedPlan plan) {
    return new Workload(
        name, task.map(own -> own.on(plan.architecture())), plan, plan.batchSize(), SMALL_STEPS);
  }

  /**
   * Segmentation, the plain and the sparse masked autoencoder of a protocol: network, patch and
   * batch of {@code paper} on a card and of {@code quick} on the CPU.
   */
  static List<Workload> large(boolean onCard) {
    Protocol protocol = Protocols.load(onCard ? "paper" : "quick");
    FixedPlan plan = protocol.plans().fixed();
    PretrainingSettings common = protocol.pretraining();
    List<Workload> all = new ArrayList<>();
    all.add(
        new Workload(
            Workload.SEGMENTATION, Optional.empty(), plan, plan.batchSize(), steps(common)));
    for (MethodEntry entry : protocol.methods()) {
      if (List.of("mae", "spark3d").contains(entry.id())) {
        Optional<PretextTask> task = task(methods().get(entry.id()), entry.settings());
        PretrainingSettings own = entry.pretraining(common);
        all.add(new Workload(entry.id(), task, plan, own.batchSize(), steps(own)));
      }
    }
    return all;
  }

  private static Workload.Steps steps(PretrainingSettings pretraining) {
    return new Workload.Steps(pretraining.learningRate(), pretraining.optimizer());
  }

  /** The one of that name. */
  static Workload named(List<Workload> workloads, String name) {
    return workloads.stream()
        .filter(known -> known.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new BadInputException("the self-test has no training '" + name + "'."));
  }

  private static MethodRegistry methods() {
    return MethodRegistry.find(Workloads.class.getClassLoader());
  }

  private static <S extends Record> Optional<PretextTask> task(
      SslMethod<S> method, Map<String, Object> settings) {
    return method.pretext(Protocols.settings(method.info().id(), method.defaults(), settings));
  }
}
