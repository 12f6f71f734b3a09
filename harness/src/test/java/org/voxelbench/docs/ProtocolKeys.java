package org.voxelbench.docs;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.voxelbench.base.format.Variants;
import org.voxelbench.results.TrainingCases;
import org.voxelbench.training.protocol.Keep;
import org.voxelbench.training.protocol.KeepPreset;
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
    KeyType type = type(component, path);
    Matcher optional = OPTIONAL.matcher(meaning);
    return optional.matches()
        ? new Key(component.getName(), type, optional.group(1), Optional.of(optional.group(2)))
        : new Key(component.getName(), type, meaning, Optional.empty());
  }

  private KeyType type(RecordComponent component, String path) {
    if (component.getName().equals("clipNorm")) {
      return KeyType.either(KeyType.scalar(double.class), KeyType.choice(List.of("none")));
    }
    KeyType type = type(component.getGenericType(), path);
    JsonFormat format = component.getAccessor().getAnnotation(JsonFormat.class);
    boolean single =
        format != null
            && List.of(format.with()).contains(JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY);
    return single
        ? KeyType.oneOrList(
            type(
                ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0], path))
        : type;
  }

  private KeyType type(Type type, String path) {
    if (type instanceof ParameterizedType generic) {
      return generic.getRawType() == List.class
          ? KeyType.list(type(generic.getActualTypeArguments()[0], path + "[]"))
          : KeyType.settings();
    }
    Class<?> plain = (Class<?>) type;
    if (plain == TrainingCases.class) {
      return KeyType.trainingCases();
    }
    if (plain == Keep.class) {
      return KeyType.either(
          KeyType.choice(Choices.of(KeepPreset.class)), KeyType.group(group(plain, path)));
    }
    if (plain.isRecord()) {
      return KeyType.group(group(plain, path));
    }
    if (plain.isEnum()) {
      return KeyType.choice(Choices.of(plain));
    }
    return Variants.of(plain)
        .map(variants -> KeyType.variants(groups(variants, path)))
        .orElseGet(() -> KeyType.scalar(plain));
  }

  /** The groups of which a key picks one by a word, the usual one first. */
  private List<KeyGroup> groups(Variants variants, String path) {
    return variants.records().entrySet().stream()
        .sorted(Comparator.comparing(variant -> variant.getValue() != variants.usual()))
        .map(
            variant -> {
              String word = '`' + variant.getKey() + '`';
              Optional<String> otherwise =
                  Optional.of(word).filter(usual -> variant.getValue() == variants.usual());
              Key picks =
                  new Key(
                      variants.key(),
                      KeyType.choice(List.of(variant.getKey())),
                      "which one it is",
                      otherwise);
              return group(variant.getValue(), path, '`' + path + "` of " + word, List.of(picks));
            })
        .toList();
  }
}
