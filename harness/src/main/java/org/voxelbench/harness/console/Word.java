package org.voxelbench.harness.console;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine;

/**
 * An option's value that is one word of several, in capitals or not.
 *
 * @param type its values; what they print as, in small letters, are the words
 */
public record Word<E extends Enum<E>>(Class<E> type) implements CommandLine.ITypeConverter<E> {

  /** Lets a command's options of a type be given so. */
  public static <E extends Enum<E>> void register(CommandLine command, Class<E> type) {
    command.registerConverter(type, new Word<>(type));
  }

  @Override
  public E convert(String text) {
    return EnumSet.allOf(type).stream()
        .filter(value -> text.equalsIgnoreCase(value.toString()))
        .findFirst()
        .orElseThrow(
            () ->
                new CommandLine.TypeConversionException(
                    "expected one of " + words() + ", but was '" + text + "'"));
  }

  private String words() {
    return Arrays.stream(type.getEnumConstants())
        .map(value -> value.toString().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }
}
