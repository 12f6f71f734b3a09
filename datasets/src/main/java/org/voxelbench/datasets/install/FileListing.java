package org.voxelbench.datasets.install;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.card.FileTree;
import org.voxelbench.datasets.download.Digest;
import org.voxelbench.datasets.download.JsonSite;

/** Lists the files of a data set as its site knows them. */
final class FileListing {

  private static final int PAGE = 1000;
  private static final Pattern LITERAL_FOLDER = Pattern.compile("^((?:[^*?\\[{/]+/)*).*");

  private final JsonSite site;

  FileListing(JsonSite site) {
    this.site = site;
  }

  /**
   * All files, or those below the folder in which all wanted ones must lie.
   *
   * @param wanted patterns of paths; none means all
   * @throws DatasetException if the site can't be asked, or answers otherwise than such sites do
   */
  List<ListedFile> list(FileTree tree, List<String> wanted) throws InterruptedException {
    return tree.kind() == FileTree.Kind.HUGGINGFACE
        ? huggingFace(tree, wanted.size() == 1 ? literalFolder(wanted.get(0)) : "")
        : dataverse(tree);
  }

  /** The folder that a pattern begins with, such as {@code a/b/} of {@code a/b/*.nii}. */
  private static String literalFolder(String pattern) {
    return LITERAL_FOLDER.matcher(pattern).replaceFirst("$1");
  }

  private List<ListedFile> huggingFace(FileTree tree, String folder) throws InterruptedException {
    String below = folder.isEmpty() ? "" : "/" + folder.substring(0, folder.length() - 1);
    Optional<URI> next =
        Optional.of(
            address(
                tree.site(),
                "/api/datasets/" + tree.name() + "/tree/main" + below,
                "recursive=true&limit=" + PAGE));
    List<ListedFile> files = new ArrayList<>();
    while (next.isPresent()) {
      URI url = next.get();
      JsonSite.Page page = site.get(url);
      for (JsonNode entry : page.body()) {
        if (entry.path("type").asText().equals("file")) {
          files.add(huggingFaceFile(tree, url, entry));
        }
      }
      next = page.next();
    }
    return files;
  }

  private static ListedFile huggingFaceFile(FileTree tree, URI url, JsonNode entry) {
    String path = text(url, entry, "path");
    JsonNode pointer = entry.path("lfs");
    Digest digest =
        pointer.has("oid")
            ? Digest.sha256(text(url, pointer, "oid").replaceFirst("^sha256:", ""))
            : new Digest(Digest.Kind.GIT_BLOB, text(url, entry, "oid"));
    return new ListedFile(
        path,
        () -> address(tree.site(), "/datasets/" + tree.name() + "/resolve/main/" + path, null),
        length(url, pointer.has("size") ? pointer : entry, "size"),
        Optional.of(digest));
  }

  private List<ListedFile> dataverse(FileTree tree) throws InterruptedException {
    URI url = address(tree.site(), "/api/datasets/:persistentId/", "persistentId=" + tree.name());
    JsonNode listed = site.get(url).body().path("data").path("latestVersion").path("files");
    List<ListedFile> files = new ArrayList<>();
    for (JsonNode entry : listed) {
      JsonNode file = entry.path("dataFile");
      String folder = entry.path("directoryLabel").asText("");
      String id = text(url, file, "id");
      files.add(
          new ListedFile(
              (folder.isEmpty() ? "" : folder + "/") + text(url, file, "filename"),
              () -> address(tree.site(), "/api/access/datafile/" + id, null),
              length(url, file, "filesize"),
              digest(file.path("checksum"))));
    }
    return files;
  }

  /** The hash that a Dataverse states, if it is of a kind that every Java platform has. */
  private static Optional<Digest> digest(JsonNode checksum) {
    String type = checksum.path("type").asText("");
    for (Digest.Kind kind : Digest.Kind.values()) {
      if (kind != Digest.Kind.GIT_BLOB && kind.toString().equals(type)) {
        return Optional.of(
            new Digest(kind, checksum.path("value").asText("").toLowerCase(Locale.ROOT)));
      }
    }
    return Optional.empty();
  }

  private static String text(URI url, JsonNode entry, String key) {
    if (!entry.path(key).isValueNode() || entry.path(key).asText().isEmpty()) {
      throw new DatasetException(url + ": a file of the list has no '" + key + "'.");
    }
    return entry.path(key).asText();
  }

  private static long length(URI url, JsonNode entry, String key) {
    if (!entry.path(key).canConvertToLong() || entry.path(key).asLong() < 0) {
      throw new DatasetException(url + ": a file of the list has no length under '" + key + "'.");
    }
    return entry.path(key).asLong();
  }

  private static URI address(URI site, String path, String query) {
    try {
      return new URI(
          site.getScheme(),
          null,
          site.getHost(),
          site.getPort(),
          String.valueOf(site.getPath()) + path,
          query,
          null);
    } catch (URISyntaxException e) {
      throw new DatasetException(site + path + ": not an address.", e);
    }
  }
}
