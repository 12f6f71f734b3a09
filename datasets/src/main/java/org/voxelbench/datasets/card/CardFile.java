package org.voxelbench.datasets.card;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.layout.Layout;

/**
 * A card as its file has it: keys in snake case, null for what is unknown. {@code url} and {@code
 * checksum} are of version 0.1, whose cards had one archive.
 */
record CardFile(
    String name,
    String title,
    String paper,
    Role role,
    String modality,
    List<String> channels,
    Map<String, List<Integer>> labels,
    Cases cases,
    String spacing,
    String grouping,
    String size,
    String citation,
    String licence,
    String page,
    List<CardArchive> archives,
    FileTree files,
    String url,
    Checksum checksum,
    Access access,
    List<String> folders,
    List<String> source,
    String notes,
    Layout layout) {

  record Cases(Integer training, Integer test) {}

  record Checksum(
      @JsonProperty(required = true) String sha256, @JsonProperty(required = true) Long bytes) {

    private boolean isGiven() {
      return sha256 != null || bytes != null;
    }
  }

  /**
   * What is missing or can't be, a sentence each.
   *
   * @param noted keys whose values couldn't be read, and are taken for absent
   */
  List<String> mistakes(Set<String> noted) {
    Map<String, Object> required = new LinkedHashMap<>();
    required.put("name", name);
    required.put("title", title);
    required.put("role", role);
    required.put("modality", modality);
    if (isOfOneArchive()) {
      required.put("checksum.sha256", checksum.sha256());
      required.put("checksum.bytes", checksum.bytes());
    }
    List<String> mistakes = new ArrayList<>();
    required.forEach(
        (key, value) -> {
          if (value == null && !noted.contains(key)) {
            mistakes.add("the key '" + key + "' is missing.");
          }
        });
    if (isOfOneArchive() && archives != null) {
      mistakes.add("'archives' and 'checksum' are both given; say all in 'archives'.");
    }
    if (isOfOneArchive() && url == null && !noted.contains("url")) {
      mistakes.add("'checksum' is given, so 'url' must say of which archive.");
    }
    if (name != null) {
      mistakes.addAll(DatasetCard.mistakes(name, names(), saysHow(noted)));
    }
    if (layout != null) {
      mistakes.addAll(
          layout.contradictions(
              channels == null ? List.of() : channels, labels == null ? Map.of() : labels));
    }
    return mistakes;
  }

  private boolean isOfOneArchive() {
    return checksum != null && checksum.isGiven();
  }

  private boolean saysHow(Set<String> noted) {
    return isOfOneArchive()
        || archives != null && !archives.isEmpty()
        || files != null
        || access != null
        || List.of("checksum", "archives", "files", "access").stream().anyMatch(noted::contains);
  }

  DatasetCard card() {
    return new DatasetCard(
        required("name", name),
        required("title", title),
        Optional.ofNullable(paper),
        required("role", role),
        required("modality", modality),
        channels == null ? List.of() : channels,
        labels == null ? Map.of() : labels,
        count(cases == null ? null : cases.training()),
        count(cases == null ? null : cases.test()),
        Optional.ofNullable(spacing),
        Optional.ofNullable(grouping),
        Optional.ofNullable(size),
        Optional.ofNullable(citation),
        Optional.ofNullable(licence),
        Optional.ofNullable(page == null && !isOfOneArchive() ? url : page),
        allArchives(),
        Optional.ofNullable(files),
        Optional.ofNullable(access),
        names(),
        source == null ? List.of() : source,
        Optional.ofNullable(notes),
        Optional.ofNullable(layout));
  }

  private List<String> names() {
    return folders == null || folders.isEmpty() ? List.of(name) : folders;
  }

  private List<CardArchive> allArchives() {
    if (!isOfOneArchive()) {
      return archives == null ? List.of() : archives;
    }
    try {
      return List.of(
          CardArchive.of(
              required("url", url),
              required("checksum.sha256", checksum.sha256()),
              required("checksum.bytes", checksum.bytes()),
              null));
    } catch (DatasetException e) {
      throw new DatasetException("the key 'checksum' or 'url': " + e.getMessage(), e);
    }
  }

  private static OptionalInt count(Integer count) {
    return count == null ? OptionalInt.empty() : OptionalInt.of(count);
  }

  private static <T> T required(String key, T value) {
    if (value == null) {
      throw new DatasetException("the key '" + key + "' is missing.");
    }
    return value;
  }
}
