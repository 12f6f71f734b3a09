package org.voxelbench.training.pretext;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Predicate;
import org.voxelbench.base.BadInputException;

/** Loads method plugins and refuses, in one sentence, what can't take part. */
final class PluginCheck {

  private static final String SERVICE = SslMethod.class.getName() + ": ";

  private PluginCheck() {}

  /**
   * Instantiates the methods that a loader's services lines name.
   *
   * @param where what to call the loader in messages
   * @param wanted classes to take
   */
  static List<SslMethod<?>> load(String where, ClassLoader loader, Predicate<Class<?>> wanted) {
    List<SslMethod<?>> found = new ArrayList<>();
    try {
      @SuppressWarnings("rawtypes")
      List<ServiceLoader.Provider<SslMethod>> providers =
          ServiceLoader.load(SslMethod.class, loader).stream()
              .filter(provider -> wanted.test(provider.type()))
              .toList();
      providers.forEach(provider -> found.add(provider.get()));
      return found;
    } catch (ServiceConfigurationError e) {
      throw new BadInputException(
          "a method plugin of " + where + " can't be loaded: " + reason(e) + ".", e);
    } catch (LinkageError e) {
      throw otherContract("a method plugin of " + where, e);
    }
  }

  private static String reason(ServiceConfigurationError e) {
    String what = String.valueOf(e.getMessage());
    String message = what.startsWith(SERVICE) ? what.substring(SERVICE.length()) : what;
    return e.getCause() == null ? message : message + " (" + e.getCause() + ")";
  }

  /**
   * Who a method is.
   *
   * @throws BadInputException naming class and jar, if it doesn't say so or was built against
   *     another contract
   */
  static MethodInfo infoOf(SslMethod<?> method) {
    String origin = "the method plugin " + origin(method.getClass());
    try {
      implementsAll(origin, method.getClass(), SslMethod.class);
      MethodInfo info = method.info();
      if (info == null || method.defaults() == null) {
        throw new BadInputException("it states no info or no default settings.");
      }
      task(method).ifPresent(task -> implementsAll(origin, task.getClass(), PretextTask.class));
      return info;
    } catch (LinkageError e) {
      throw otherContract(origin, e);
    } catch (RuntimeException e) {
      String reason = e instanceof BadInputException ? e.getMessage() : e + ".";
      throw new BadInputException(origin + " can't take part: " + reason, e);
    }
  }

  private static <S extends Record> Optional<PretextTask> task(SslMethod<S> method) {
    return method.pretext(method.defaults());
  }

  /** What a method of an older contract lacks is missed only when it is called. */
  private static void implementsAll(String origin, Class<?> type, Class<?> contract) {
    for (Method promised : contract.getMethods()) {
      try {
        Method own = type.getMethod(promised.getName(), promised.getParameterTypes());
        if (Modifier.isAbstract(own.getModifiers())) {
          throw new AbstractMethodError(type.getSimpleName() + " has no " + promised.getName());
        }
      } catch (NoSuchMethodException e) {
        throw otherContract(origin, new NoSuchMethodError(e.getMessage()));
      }
    }
  }

  private static BadInputException otherContract(String who, LinkageError e) {
    return new BadInputException(
        who
            + " was built against another contract, or lacks a library ("
            + e
            + "); build it against this version.",
        e);
  }

  /** A class with the jar that it came from; loaders of plugins are named as their jars. */
  static String origin(Class<?> type) {
    if (type.getClassLoader() instanceof URLClassLoader plugin && plugin.getName() != null) {
      return type.getName() + " (" + plugin.getName() + ")";
    }
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      return type.getName();
    }
    Path file = Path.of(source.getLocation().getPath()).getFileName();
    return type.getName() + (file == null ? "" : " (" + file + ")");
  }
}
