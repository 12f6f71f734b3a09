package org.voxelbench.weights;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.file.FileFault;
import org.voxelbench.weights.safetensors.ShardedSafetensors;

/** The kinds of files of weights that are read. */
public enum WeightsFormat {
  PYTORCH("PyTorch"),
  SAFETENSORS("safetensors"),
  SHARDED_SAFETENSORS("sharded safetensors");

  private static final int BEGINNING = 64;

  private static final byte[] ZIP = {'P', 'K'};
  private static final byte[] PICKLE = {(byte) 0x80};

  /** What the files of torch.save before 1.6 begin with: a pickled number. */
  private static final byte[] OLD_PYTORCH = {
    (byte) 0x80, 2, (byte) 0x8a, 10, 'l', (byte) 0xfc, (byte) 0x9c, 'F', (byte) 0xf9
  };

  private final String label;

  WeightsFormat(String label) {
    this.label = label;
  }

  /** What people call it. */
  public String label() {
    return label;
  }

  /**
   * What a file is, by what it begins with.
   *
   * @throws BadInputException if it is none that is read, with what to do
   */
  static WeightsFormat of(Path file) {
    if (ShardedSafetensors.isIndex(file)) {
      return SHARDED_SAFETENSORS;
    }
    byte[] begins = beginning(file);
    if (startsWith(begins, ZIP)) {
      return PYTORCH;
    }
    if (file.getFileName().toString().endsWith(".safetensors") && !isPointer(begins)
        || begins.length > Long.BYTES && begins[Long.BYTES] == '{') {
      return SAFETENSORS;
    }
    throw new BadInputException(file + ": " + refusal(begins));
  }

  private static String refusal(byte[] begins) {
    if (startsWith(begins, OLD_PYTORCH)) {
      return "a PyTorch file of the old format (before 1.6); open it once with torch.load and save"
          + " it again with torch.save.";
    }
    if (startsWith(begins, PICKLE)) {
      return "a bare pickle, not a file of torch.save; open it once in Python and save its weights"
          + " with torch.save.";
    }
    if (isPointer(begins)) {
      return "a pointer of Git LFS, not the file itself; fetch it with git lfs pull.";
    }
    return "neither a file of torch.save (.pth, .pt, .bin) nor of safetensors.";
  }

  private static boolean isPointer(byte[] begins) {
    return new String(begins, StandardCharsets.ISO_8859_1).startsWith("version https://git-lfs");
  }

  private static byte[] beginning(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(BEGINNING);
    } catch (IOException e) {
      throw new BadInputException(file + ": can't be read (" + FileFault.words(e) + ").", e);
    }
  }

  private static boolean startsWith(byte[] bytes, byte... mark) {
    return bytes.length >= mark.length
        && Arrays.equals(bytes, 0, mark.length, mark, 0, mark.length);
  }
}
