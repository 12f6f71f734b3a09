package org.voxelbench.harness.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.voxelbench.base.BadInputException;
import org.voxelbench.harness.plugin.Plugins;
import org.voxelbench.preparation.plan.Architecture;
import org.voxelbench.preparation.plan.NetworkFamily;
import org.voxelbench.training.pretext.DownstreamPlan;
import org.voxelbench.training.pretext.SslMethod;
import org.voxelbench.training.protocol.MethodEntry;
import org.voxelbench.training.protocol.Protocol;
import org.voxelbench.training.protocol.Recipe;

/**
 * Whether the methods of a protocol, and its recipes, suit the network of its fixed plan.
 *
 * @param network that network
 */
record NetworkCheck(Protocol protocol, Architecture network) {

  /**
   * Looks at all of them.
   *
   * @throws BadInputException naming every one that doesn't suit it
   */
  void of(Plugins plugins) {
    List<String> refused = new ArrayList<>();
    for (MethodEntry entry : protocol.methods()) {
      SslMethod<?> method = plugins.methods().get(entry.id());
      if (isOnIt(entry, method) && !method.networks().contains(network.family())) {
        refused.add(
            "method '"
                + entry.label()
                + "' ('"
                + entry.id()
                + "') serves "
                + words(method.networks())
                + " alone");
      }
    }
    if (network.family() == NetworkFamily.PRIMUS) {
      refused.addAll(deeplySupervised());
    }
    if (!refused.isEmpty()) {
      throw new BadInputException(
          "protocol '"
              + protocol.name()
              + "' pre-trains "
              + network.words()
              + "; but "
              + String.join("; ", refused)
              + "; take another plans.fixed.network, or change what is named.");
    }
  }

  /** Nothing of the fixed plan's network is in a random start under the data set's own plan. */
  private static boolean isOnIt(MethodEntry entry, SslMethod<?> method) {
    DownstreamPlan plan = entry.plan() == null ? method.plan() : entry.plan();
    return plan != DownstreamPlan.DYNAMIC || pretrains(method);
  }

  private static <S extends Record> boolean pretrains(SslMethod<S> method) {
    S settings = method.defaults();
    return method.pretext(settings).isPresent() || method.supervised(settings).isPresent();
  }

  private List<String> deeplySupervised() {
    List<String> refused = new ArrayList<>();
    String only = " must be false, as its logits have one resolution";
    if (protocol.training().fromScratchFixed().deepSupervision()) {
      refused.add("training.fromScratchFixed.deepSupervision" + only);
    }
    if (protocol.training().adapted().deepSupervision()) {
      refused.add("training.adapted.deepSupervision" + only);
    }
    for (MethodEntry entry : protocol.methods()) {
      Recipe own = entry.adapted();
      if (own != null && own.deepSupervision() && entry.plan() != DownstreamPlan.DYNAMIC) {
        refused.add("adapted.deepSupervision of method '" + entry.label() + "'" + only);
      }
    }
    return refused;
  }

  private static String words(Set<NetworkFamily> networks) {
    return networks.stream().map(NetworkFamily::words).collect(Collectors.joining(" and "));
  }
}
