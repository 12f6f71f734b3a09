package org.voxelbench.harness;

import java.util.Optional;
import org.voxelbench.protocol.file.Protocol;
import org.voxelbench.protocol.file.Protocols;
import org.voxelbench.protocol.method.MethodInfo;
import org.voxelbench.protocol.method.MethodRegistry;
import org.voxelbench.protocol.method.PretextTask;
import org.voxelbench.protocol.method.SslMethod;

/**
 * A method under the settings of the protocol.
 *
 * @param label its name in tables
 * @param info who the method is
 * @param settingsHash hash of its id and all its settings
 * @param pretext its task; empty for a random start
 */
record Contender(
    String label, MethodInfo info, String settingsHash, Optional<PretextTask> pretext) {

  private record Identity(String id, Record settings) {}

  /** Finds the method and applies the settings; unknown ids and settings are refused. */
  static Contender of(Protocol.MethodEntry entry, MethodRegistry methods) {
    return of(entry, methods.get(entry.id()));
  }

  private static <S extends Record> Contender of(Protocol.MethodEntry entry, SslMethod<S> method) {
    S settings = Protocols.settings(entry.id(), method.defaults(), entry.settings());
    return new Contender(
        entry.label(),
        method.info(),
        Protocols.hash(new Identity(entry.id(), settings)),
        method.pretext(settings));
  }
}
