package org.voxelbench.methods.checkpoint;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.voxelbench.preparation.plan.NetworkFamily;
import org.voxelbench.training.pretext.CheckpointSource;
import org.voxelbench.training.pretext.DownstreamPlan;
import org.voxelbench.training.pretext.MethodInfo;
import org.voxelbench.training.pretext.PretextTask;
import org.voxelbench.training.pretext.SslMethod;
import org.voxelbench.training.transfer.TransferScope;

/** A contender that starts from a file of weights and is not pre-trained here. */
public final class Checkpoint implements SslMethod<Checkpoint.Settings> {

  private static final String UNSTATED = "not stated";

  /**
   * What can be set.
   *
   * @param file path of the file
   * @param fetch address of the file, if it is to be fetched
   * @param sha256 hash of the file; may stay open of one that is fetched
   * @param transfer what moves to the downstream network
   * @param names what names begin with in the file, and with what instead here
   * @param trainedOn data sets that it was trained on, which must not be evaluated
   * @param citation whom to cite
   * @param licence licence of the weights
   */
  public record Settings(
      String file,
      String fetch,
      String sha256,
      TransferScope transfer,
      Map<String, String> names,
      List<String> trainedOn,
      String citation,
      String licence) {}

  @Override
  public MethodInfo info() {
    return new MethodInfo(
        "checkpoint",
        "Checkpoint",
        "Starts from weights that others trained: a file of PyTorch or safetensors.",
        UNSTATED,
        UNSTATED);
  }

  @Override
  public MethodInfo info(Settings settings) {
    MethodInfo own = info();
    return new MethodInfo(
        own.id(), own.name(), own.summary(), settings.citation(), settings.licence());
  }

  @Override
  public Settings defaults() {
    return new Settings("", "", "", TransferScope.ENCODER, Map.of(), List.of(), UNSTATED, UNSTATED);
  }

  @Override
  public Settings identity(Settings settings) {
    String address = settings.sha256().isEmpty() ? settings.fetch() : "";
    return new Settings(
        "", address, settings.sha256(), settings.transfer(), settings.names(), List.of(), "", "");
  }

  @Override
  public Set<NetworkFamily> networks() {
    return EnumSet.allOf(NetworkFamily.class);
  }

  @Override
  public Optional<PretextTask> pretext(Settings settings) {
    return Optional.empty();
  }

  @Override
  public Optional<CheckpointSource> checkpoint(Settings settings) {
    return Optional.of(
        new CheckpointSource(
            settings.file(),
            settings.fetch(),
            settings.sha256(),
            settings.transfer(),
            settings.names(),
            settings.trainedOn()));
  }

  @Override
  public Set<DownstreamPlan> plans() {
    return EnumSet.allOf(DownstreamPlan.class);
  }
}
