package org.voxelbench.harness.check;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.voxelbench.base.BadInputException;
import org.voxelbench.datasets.card.DatasetCard;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.harness.checkpoint.CheckpointStart;
import org.voxelbench.harness.data.DatasetCatalog;
import org.voxelbench.harness.data.DownstreamPlanner;
import org.voxelbench.harness.data.LabelledDataset;
import org.voxelbench.harness.data.Preparation;
import org.voxelbench.harness.experiment.ConfiguredMethod;
import org.voxelbench.harness.experiment.Experiment;
import org.voxelbench.preparation.fingerprint.HeaderFingerprint;
import org.voxelbench.preparation.plan.Architecture;
import org.voxelbench.preparation.plan.DatasetSummary;
import org.voxelbench.preparation.plan.FixedPlanner;
import org.voxelbench.preparation.plan.Plan;
import org.voxelbench.training.loop.PretextProgram;
import org.voxelbench.training.loop.Pretraining;
import org.voxelbench.training.network.Network;
import org.voxelbench.training.network.WeightShapes;
import org.voxelbench.training.pretext.DownstreamPlan;
import org.voxelbench.training.protocol.DatasetEntry;
import org.voxelbench.training.protocol.FixedPlan;
import org.voxelbench.training.protocol.Protocol;
import org.voxelbench.training.transfer.LoadingReport;

/** Rehearses, from shapes alone, how pre-trained weights reach the downstream networks. */
public final class TransferRehearsal {

  /** Heads are never transferred, so that their width changes no count. */
  private static final int ANY_OUTPUTS = 2;

  private final Experiment experiment;

  public TransferRehearsal(Experiment experiment) {
    this.experiment = experiment;
  }

  /** What a method's weights will do in the network of prepared data. */
  public LoadingReport of(ConfiguredMethod method, LabelledDataset data) {
    return of(
        method,
        data.card().name(),
        data.prepared(method.plan(experiment.protocol())).configuration().architecture(),
        data.raw().channelNames().size(),
        data.raw().labels().outputChannels());
  }

  /**
   * What a method's weights will do in a data set's network.
   *
   * @param dataset the data set's name
   * @param downstream the network's layout
   * @param channels input channels
   * @param outputs output channels
   * @throws BadInputException naming method and data set, if the transfer can't work, or the
   *     method, if it starts from a file that can't be read
   */
  public LoadingReport of(
      ConfiguredMethod method, String dataset, Architecture downstream, int channels, int outputs) {
    Protocol protocol = experiment.protocol();
    // A file that can't be had is no matter of a transfer.
    Optional<Map<String, int[]>> stored = method.checkpoint().map(CheckpointStart::shapes);
    try {
      Map<String, int[]> shapes = stored.orElseGet(() -> pretrained(method, channels, outputs));
      boolean deep = method.recipe(protocol.training()).deepSupervision();
      Network network = Network.of(downstream, channels, outputs, deep);
      LoadingReport report = method.into(network, protocol).dryRun(shapes);
      if (method.planKind() != DownstreamPlan.DYNAMIC) {
        method.checkpoint().ifPresent(start -> start.checkArrival(report));
      }
      return report;
    } catch (BadInputException e) {
      throw refused(method, dataset, e.getMessage(), e);
    } catch (LinkageError e) {
      throw refused(method, dataset, "its plugin fits another contract (" + e + ").", e);
    }
  }

  private Map<String, int[]> pretrained(ConfiguredMethod method, int channels, int outputs) {
    FixedPlan plan = experiment.protocol().plans().fixed();
    WeightShapes weights =
        method
            .pretext()
            .map(task -> new PretextProgram(Pretraining.network(plan, task), task).weights())
            .orElseGet(() -> Network.of(plan.architecture(), channels, outputs, false).weights());
    Map<String, int[]> shapes = new LinkedHashMap<>();
    weights.names().forEach(name -> shapes.put(name, weights.shape(name)));
    return shapes;
  }

  private static BadInputException refused(
      ConfiguredMethod method, String dataset, String reason, Throwable cause) {
    return new BadInputException(
        "method '"
            + method.label()
            + "' can't be transferred to data set '"
            + dataset
            + "': "
            + reason,
        cause);
  }

  /**
   * Prints one line for each pre-trained method and data set.
   *
   * @param raw the data sets that are here and whole
   */
  public void print(PrintWriter out, DatasetCatalog catalog, Map<String, RawDataset> raw) {
    if (experiment.methods().stream().noneMatch(ConfiguredMethod::pretrained)) {
      return;
    }
    out.println("Transfers, rehearsed from shapes:");
    for (ConfiguredMethod method : experiment.methods()) {
      if (method.pretrained()) {
        for (DatasetEntry entry : experiment.protocol().datasets()) {
          out.println(
              "  "
                  + method.label()
                  + " to "
                  + entry.name()
                  + ": "
                  + outcome(method, catalog.card(entry.name()), catalog, raw));
        }
      }
    }
    out.println();
    out.flush();
  }

  private String outcome(
      ConfiguredMethod method,
      DatasetCard card,
      DatasetCatalog catalog,
      Map<String, RawDataset> raw) {
    if (method.planKind() == DownstreamPlan.DYNAMIC) {
      return raw.containsKey(card.name())
          ? planned(method, raw.get(card.name())).counts() + ", under a plan made from headers"
          : "its plan is made from the data; rehearsed when the data are prepared";
    }
    OptionalInt channels = channels(card, catalog);
    if (channels.isEmpty()) {
      return "unknown, the data set is not here and its card names no channels";
    }
    Architecture downstream =
        method
            .plan(experiment.protocol())
            .checkpoint()
            .map(FixedPlanner::architecture)
            .orElseGet(() -> experiment.protocol().plans().fixed().architecture());
    return of(method, card.name(), downstream, channels.getAsInt(), ANY_OUTPUTS).counts();
  }

  /** Under the plan that the headers give; what cropping takes off is not known yet. */
  private LoadingReport planned(ConfiguredMethod method, RawDataset raw) {
    Plan plan =
        new DownstreamPlanner(experiment.protocol())
            .plan(
                raw.name(),
                method.plan(experiment.protocol()),
                HeaderFingerprint.of(raw),
                DatasetSummary.of(raw));
    return of(
        method,
        raw.name(),
        plan.configuration(Preparation.CONFIGURATION).architecture(),
        raw.channelNames().size(),
        raw.labels().outputChannels());
  }

  /** Of the data if they are here, else of the card; nothing is drawn. */
  private static OptionalInt channels(DatasetCard card, DatasetCatalog catalog) {
    if (catalog.place(card).filter(Files::isDirectory).isPresent()) {
      return OptionalInt.of(catalog.open(card).channelNames().size());
    }
    List<String> channels = card.channels();
    return channels.isEmpty() ? OptionalInt.empty() : OptionalInt.of(channels.size());
  }
}
