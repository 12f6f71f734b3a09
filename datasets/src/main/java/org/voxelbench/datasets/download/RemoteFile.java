package org.voxelbench.datasets.download;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.voxelbench.datasets.DatasetException;

/**
 * A file on a server.
 *
 * @param url its address, http or https
 * @param bytes its length; empty if nobody knows
 * @param digest its hash; empty if nobody knows
 */
public record RemoteFile(URI url, OptionalLong bytes, Optional<Digest> digest) {

  public RemoteFile {
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new DatasetException(url + ": expected an address of http or https.");
    }
  }
}
