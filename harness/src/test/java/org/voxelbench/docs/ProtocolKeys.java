package org.voxelbench.docs;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.voxelbench.training.protocol.Protocol;

/** All keys of a protocol file, read off its records and their doc comments. */
final class ProtocolKeys {

  private static final Pattern OPTIONAL = Pattern.compile("(.+?);? null (?:for|if) (.+)");

  private final RecordComments comments;
  private final Map<Class<?>, List<String>> places = new LinkedHashMap<>();
  private final Map<Class<?>, KeyGroup> groups = new LinkedHashMap<>();
  private final KeyGroup file;

  ProtocolKeys(RecordComments comments) {
    this.comments = comments;
    file = group(Protocol.class, "");
  }

  /** The keys of the file itself, and through their types all others. */
  KeyGroup file() {
    return file;
  }

  /** All groups in the order in which a reader meets them. */
  List<KeyGroup> groups() {
    return places.keySet().stream().map(this::withAllPlaces).toList();
  }

  private KeyGroup withAllPlaces(Class<?> type) {
    KeyGroup group = groups.get(type);
    List<String> others =
        places.get(type).stream().skip(1).map(place -> '`' + place + '`').toList();
    return others.isEmpty()
        ? group
        : new KeyGroup(
            group.heading(),
            group.summary() + " The same keys stand under " + String.join(", ", others) + ".",
            group.keys());
  }

  private KeyGroup group(Class<?> type, String path) {
    return group(type, path, path.isEmpty() ? "The file" : '`' + path + '`', List.of());
  }

  private KeyGroup group(Class<?> type, String path, String heading, List<Key> before) {
    places.computeIfAbsent(type, first -> new ArrayList<>()).add(path);
    KeyGroup known = groups.get(type);
    if (known != null) {
      return known;
    }
    RecordComment comment = comments.of(type);
    List<Key> keys = new ArrayList<>(before);
    for (RecordComponent component : type.getRecordComponents()) {
      keys.add(key(component, comment.component(type, component.getName()), path));
    }
    KeyGroup group = new KeyGroup(heading, comment.summary(), keys);
    groups.put(type, group);
    return group;
  }

  private Key key(RecordComponent component, String meaning, String parent) {
    String path = parent.isEmpty() ? component.getName() : parent + "." + component.getName();
    KeyType type = type(component.getGenericType(), path);
    Matcher optional = OPTIONAL.matcher(meaning);
    return optional.matches()
        ? new Key(component.getName(), type, optional.group(1), Optional.of(optional.group(2)))
        : new Key(component.getName(), type, meaning, Optional.empty());
  }

  private KeyType type(Type type, String path) {
    if (type instanceof ParameterizedType generic) {
      return generic.getRawType() == List.class
          ? KeyType.list(type(generic.getActualTypeArguments()[0], path + "[]"))
          : KeyType.settings();
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isRecord()) {
      return KeyType.group(group(plain, path));
    }
    if (plain.isInterface() && plain.isSealed()) {
      return KeyType.variants(variants(plain, path));
    }
    List<String> words = plain.isEnum() ? Choices.of(plain) : words(plain, path);
    return words.isEmpty() ? KeyType.scalar(plain) : KeyType.choice(words);
  }

  /** The groups of which a key picks one by a word. */
  private List<KeyGroup> variants(Class<?> type, String path) {
    JsonTypeInfo by = type.getAnnotation(JsonTypeInfo.class);
    return Stream.of(type.getAnnotation(JsonSubTypes.class).value())
        .map(
            variant -> {
              String word = '`' + variant.name() + '`';
              Optional<String> otherwise =
                  variant.value() == by.defaultImpl() ? Optional.of(word) : Optional.empty();
              Key picks =
                  new Key(
                      by.property(),
                      KeyType.choice(List.of(variant.name())),
                      "which one it is",
                      otherwise);
              return group(variant.value(), path, '`' + path + "` of " + word, List.of(picks));
            })
        .toList();
  }

  private static List<String> words(Class<?> type, String path) {
    return type == String.class ? Choices.ofText(path) : List.of();
  }
}
