package org.voxelbench.datasets.install;

import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.voxelbench.datasets.download.Digest;
import org.voxelbench.datasets.download.RemoteFile;

/**
 * A file of a data set as its site lists it.
 *
 * @param path where it lies in the data set
 * @param url makes its address
 * @param bytes its length
 * @param digest its hash, if the site says it
 */
record ListedFile(String path, Supplier<URI> url, long bytes, Optional<Digest> digest) {

  RemoteFile remote() {
    return new RemoteFile(url.get(), OptionalLong.of(bytes), digest);
  }
}
