package org.voxelbench.harness.experiment;

import java.lang.reflect.RecordComponent;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.voxelbench.base.BadInputException;
import org.voxelbench.training.pretext.CheckpointSource;
import org.voxelbench.training.pretext.PretextTask;
import org.voxelbench.training.pretext.SslMethod;
import org.voxelbench.training.protocol.MethodEntry;
import org.voxelbench.training.protocol.Protocols;
import org.voxelbench.training.protocol.TrainingSettings;
import org.voxelbench.training.transfer.TransferScope;

/**
 * What moves from the weights of every pre-trained method, where a protocol says it for all.
 *
 * <p>A start that was trained with labels keeps its own: it is a control and no contender, and its
 * heads fit as no other's do.
 *
 * @param scope the parts; empty where each method says it
 */
record SharedTransfer(Optional<TransferScope> scope) {

  /** That of a protocol. */
  static SharedTransfer of(TrainingSettings training) {
    return new SharedTransfer(Optional.ofNullable(training.transfer()));
  }

  /**
   * All settings of a method: its defaults, changed by its entry and then by this.
   *
   * @throws BadInputException if the entry says another transfer, or the method can't follow
   */
  <S extends Record> S settings(MethodEntry entry, SslMethod<S> method) {
    S own = Protocols.settings(entry.id(), method.defaults(), entry.settings());
    return scope.isEmpty() ? own : following(entry, method, own);
  }

  private <S extends Record> S following(MethodEntry entry, SslMethod<S> method, S own) {
    Optional<TransferScope> moved = moved(method, own);
    if (moved.isEmpty() || moved.equals(scope)) {
      return own;
    }
    String key = key(own);
    if (entry.settings().containsKey(key)) {
      throw refused(entry, "says '" + key + ": " + moved.get() + "'", null);
    }
    S changed = key.isEmpty() ? own : with(key, entry, own);
    if (!moved(method, changed).equals(scope)) {
      throw refused(entry, "moves " + moved.get() + " and has no setting for it", null);
    }
    return changed;
  }

  /** What moves from weights that no labels made; empty where there are none. */
  private static <S extends Record> Optional<TransferScope> moved(SslMethod<S> method, S settings) {
    return method
        .pretext(settings)
        .map(PretextTask::transfer)
        .or(() -> method.checkpoint(settings).map(CheckpointSource::transfer));
  }

  /** The setting that says what moves; empty if there is none. */
  private static String key(Record settings) {
    return Stream.of(settings.getClass().getRecordComponents())
        .filter(component -> component.getType() == TransferScope.class)
        .map(RecordComponent::getName)
        .findFirst()
        .orElse("");
  }

  private <S extends Record> S with(String key, MethodEntry entry, S own) {
    try {
      return Protocols.settings(entry.id(), own, Map.of(key, scope.orElseThrow().name()));
    } catch (BadInputException e) {
      throw refused(entry, "can't follow (" + e.getMessage().replaceFirst("\\.$", "") + ")", e);
    }
  }

  private BadInputException refused(MethodEntry entry, String fault, Throwable cause) {
    return new BadInputException(
        "training.transfer ("
            + scope.orElseThrow()
            + ") holds for all pre-trained methods, but method '"
            + entry.label()
            + "' "
            + fault
            + "; leave it out, or let each method say what moves.",
        cause);
  }
}
