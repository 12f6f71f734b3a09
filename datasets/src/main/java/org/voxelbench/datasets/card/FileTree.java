package org.voxelbench.datasets.card;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import org.voxelbench.datasets.DatasetException;

/**
 * A data set whose files a site lists one by one, with length and hash.
 *
 * @param kind the site's software
 * @param site its address
 * @param name what the data set is called there
 * @param only patterns of the paths that are the data set, as of a shell; all if there is none
 */
public record FileTree(Kind kind, URI site, String name, List<String> only) {

  /** Software of sites that list files. */
  public enum Kind {
    /** A repository of data on a Hugging Face hub. */
    @JsonProperty("huggingface")
    HUGGINGFACE,
    /** A data set on a Dataverse, by its persistent identifier. */
    @JsonProperty("dataverse")
    DATAVERSE
  }

  public FileTree {
    only = List.copyOf(only);
  }

  /** As cards say it. */
  @JsonCreator
  static FileTree of(
      @JsonProperty("kind") Kind kind,
      @JsonProperty("site") String site,
      @JsonProperty("name") String name,
      @JsonProperty("only") List<String> only) {
    if (kind == null || site == null || name == null) {
      throw new DatasetException("'files' needs 'kind', 'site' and 'name'.");
    }
    try {
      return new FileTree(
          kind, new URI(site.replaceFirst("/+$", "")), name, only == null ? List.of() : only);
    } catch (URISyntaxException e) {
      throw new DatasetException("'site' is '" + site + "', not an address.", e);
    }
  }
}
