package org.voxelbench.docs;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.voxelbench.harness.plugin.SettingValues;
import org.voxelbench.training.pretext.MethodRegistry;
import org.voxelbench.training.pretext.SslMethod;
import org.voxelbench.training.protocol.Protocols;

/** The settings of the methods that are built in. */
final class MethodKeys {

  private final RecordComments comments;

  MethodKeys(RecordComments comments) {
    this.comments = comments;
  }

  /** The settings of each method, by its id. */
  Map<String, KeyGroup> groups() {
    Map<String, KeyGroup> groups = new LinkedHashMap<>();
    MethodRegistry.find(MethodKeys.class.getClassLoader())
        .all()
        .forEach(method -> groups.put(method.info().id(), group(method)));
    return groups;
  }

  private KeyGroup group(SslMethod<?> method) {
    Record defaults = method.defaults();
    Class<?> type = defaults.getClass();
    RecordComment comment = comments.of(type);
    return new KeyGroup(
        '`' + method.info().id() + '`',
        method.info().name() + ". " + method.info().summary(),
        Stream.of(type.getRecordComponents())
            .map(
                component ->
                    new Key(
                        component.getName(),
                        component.getType().isEnum()
                            ? KeyType.choice(Choices.of(component.getType()))
                            : KeyType.scalar(component.getType()),
                        comment.component(type, component.getName()),
                        Optional.of(
                            '`'
                                + Protocols.canonical(SettingValues.of(defaults, component))
                                    .replace("\"", "")
                                + '`')))
            .toList());
  }
}
