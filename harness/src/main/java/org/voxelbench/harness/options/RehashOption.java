package org.voxelbench.harness.options;

import java.util.Arrays;
import picocli.CommandLine.Option;

/** The option to read data again that look as they did before. */
public final class RehashOption {

  static final String NAME = "--rehash";

  @Option(
      names = NAME,
      description =
          "read, check and hash all raw files again, also those whose size, time and inode are as"
              + " they were")
  private boolean given;

  public boolean given() {
    return given;
  }

  /** Words of a command line, with the option if it was given. */
  public String[] addedTo(String[] words) {
    if (!given) {
      return words;
    }
    String[] more = Arrays.copyOf(words, words.length + 1);
    more[words.length] = NAME;
    return more;
  }
}
