package org.voxelbench.datasets.card;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.voxelbench.datasets.DatasetException;

/**
 * An archive that holds a data set or a part of it.
 *
 * @param name what its file is called
 * @param url where it is fetched; empty if it must be brought by hand
 * @param sha256 its hash in hexadecimal; empty if nobody knows
 * @param bytes its length; empty if nobody knows
 */
public record CardArchive(
    String name, Optional<URI> url, Optional<String> sha256, OptionalLong bytes) {

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}_.+ -]*");

  public CardArchive {
    if (!NAME.matcher(name).matches()) {
      throw new DatasetException(
          "'name' of an archive is '" + name + "', expected the name of a file.");
    }
    sha256.ifPresent(
        hash -> {
          if (!SHA256.matcher(hash).matches()) {
            throw new DatasetException(
                "'sha256' is '" + hash + "', expected 64 small hexadecimal digits.");
          }
        });
    if (bytes.orElse(1) < 1) {
      throw new DatasetException("'bytes' is " + bytes.getAsLong() + ", expected a length.");
    }
  }

  /** As cards say it; what an archive is called stands at the end of its address if not there. */
  @JsonCreator
  static CardArchive of(
      @JsonProperty("url") String url,
      @JsonProperty("sha256") String sha256,
      @JsonProperty("bytes") Long bytes,
      @JsonProperty("name") String name) {
    if (url == null && name == null) {
      throw new DatasetException("an archive has neither 'url' nor 'name'.");
    }
    Optional<URI> address = Optional.ofNullable(url).map(CardArchive::address);
    return new CardArchive(
        name == null ? lastName(address.orElseThrow()) : name,
        address,
        Optional.ofNullable(sha256),
        bytes == null ? OptionalLong.empty() : OptionalLong.of(bytes));
  }

  private static URI address(String url) {
    try {
      return new URI(url);
    } catch (URISyntaxException e) {
      throw new DatasetException("'url' is '" + url + "', not an address.", e);
    }
  }

  private static String lastName(URI url) {
    String path = String.valueOf(url.getPath());
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
