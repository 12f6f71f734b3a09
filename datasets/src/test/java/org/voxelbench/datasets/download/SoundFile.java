package org.voxelbench.datasets.download;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.voxelbench.base.file.Sha256;
import org.voxelbench.datasets.download.RawServer.Answer;
import org.voxelbench.datasets.download.RawServer.Request;

/** A file as an honest server sends it. */
final class SoundFile {

  private final byte[] content;
  private final String version;

  /** A file of random bytes, the same for the same seed. */
  SoundFile(int bytes, long seed) {
    this.content = new byte[bytes];
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < bytes; i++) {
      content[i] = (byte) random.nextInt();
    }
    this.version = "\"" + seed + "\"";
  }

  byte[] content() {
    return content;
  }

  String sha256() {
    return Sha256.of(content);
  }

  /** The whole file. */
  Answer whole() {
    return Answer.of(200, "Content-Length", Integer.toString(content.length)).with(content);
  }

  /** The part that is asked for, of this version. */
  Answer part(Request request) {
    String asked = request.headers().getOrDefault("if-range", version);
    if (request.range().isEmpty() || !asked.equals(version)) {
      Answer whole = whole();
      whole.headers().put("Accept-Ranges", "bytes");
      whole.headers().put("ETag", version);
      return whole;
    }
    int from = request.from();
    int to = request.to(content.length);
    if (from >= content.length) {
      return Answer.of(416, "Content-Length", "0");
    }
    return Answer.of(
            206,
            "Content-Length",
            Integer.toString(to - from),
            "Content-Range",
            "bytes " + from + "-" + (to - 1) + "/" + content.length,
            "ETag",
            version)
        .with(Arrays.copyOfRange(content, from, to));
  }
}
