package org.voxelbench.harness.cli;

import java.io.PrintWriter;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.voxelbench.harness.plugin.Plugins;
import org.voxelbench.harness.plugin.SettingValues;
import org.voxelbench.preparation.plan.NetworkFamily;
import org.voxelbench.training.pretext.CheckpointSource;
import org.voxelbench.training.pretext.DownstreamPlan;
import org.voxelbench.training.pretext.MethodInfo;
import org.voxelbench.training.pretext.PretextTask;
import org.voxelbench.training.pretext.SslMethod;
import org.voxelbench.training.protocol.Protocols;
import org.voxelbench.training.transfer.TransferScope;

/** All that can be said of one method before it runs. */
final class MethodDetails {

  private MethodDetails() {}

  static void print(Plugins plugins, String id, PrintWriter out) {
    SslMethod<?> method = plugins.methods().get(id);
    MethodInfo info = method.info();
    out.println(info.id() + ": " + info.name());
    out.println("  " + info.summary());
    line(out, "cite", info.citation());
    line(out, "licence", info.licence());
    plugins.jarOf(method).ifPresent(jar -> line(out, "plugin", jar.path() + ", " + jar.sha256()));
    line(out, "moves", moves(method));
    line(out, "serves", networks(method));
    line(out, "plan", plan(method));
    RecordComponent[] components = method.defaults().getClass().getRecordComponents();
    out.println(components.length == 0 ? "  no settings" : "  settings:");
    for (RecordComponent component : components) {
      out.println(
          "    "
              + component.getName()
              + " = "
              + text(SettingValues.of(method.defaults(), component))
              + "  ("
              + type(component.getType())
              + ")");
    }
  }

  private static void line(PrintWriter out, String label, String text) {
    out.printf("  %-9s %s%n", label + ":", text);
  }

  private static String networks(SslMethod<?> method) {
    return method.networks().stream()
        .sorted()
        .map(NetworkFamily::words)
        .collect(Collectors.joining(" and "));
  }

  private static String plan(SslMethod<?> method) {
    String others =
        method.plans().stream()
            .filter(plan -> plan != method.plan())
            .sorted()
            .map(DownstreamPlan::word)
            .collect(Collectors.joining(" or "));
    return method.plan().word()
        + ": "
        + method.plan().meaning()
        + (others.isEmpty() ? "" : "; or " + others + ", as a protocol says");
  }

  private static <S extends Record> String moves(SslMethod<S> method) {
    return method
        .pretext(method.defaults())
        .map(PretextTask::transfer)
        .or(() -> method.supervised(method.defaults()))
        .or(() -> method.checkpoint(method.defaults()).map(CheckpointSource::transfer))
        .map(TransferScope::words)
        .orElse("nothing, no pre-training");
  }

  /** As a protocol file states it. */
  private static String text(Object value) {
    return value instanceof String || value instanceof Enum
        ? value.toString()
        : Protocols.canonical(value);
  }

  private static String type(Class<?> type) {
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(Object::toString)
          .collect(Collectors.joining(" | "));
    }
    if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
      return "whole number";
    }
    if (type == double.class || type == float.class || type == Double.class) {
      return "number";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true | false";
    }
    return type == String.class ? "text" : type.getSimpleName().toLowerCase(Locale.ROOT);
  }
}
