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
import org.voxelbench.datasets.corpus.CorpusKind;
import org.voxelbench.datasets.corpus.CorpusSource;

/** A card as its file has it: keys in snake case, null for what is unknown. */
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
    String citation,
    String licence,
    String url,
    Checksum checksum,
    String access,
    List<String> folders,
    String notes,
    Corpus corpus) {

  record Cases(Integer training, Integer test) {}

  record Checksum(
      @JsonProperty(required = true) String sha256, @JsonProperty(required = true) Long bytes) {}

  record Corpus(CorpusKind kind, String index, String exclude, String subject) {}

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
    if (archived()) {
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
    if (corpus != null && role != null && role != Role.UNLABELLED) {
      mistakes.add(
          "'corpus' is for data sets of role unlabelled; leave it out, or correct 'role'.");
    }
    if (name != null) {
      mistakes.addAll(
          DatasetCard.mistakes(
              name,
              names(),
              archived() || noted.contains("checksum"),
              access != null || noted.contains("access"),
              url != null || noted.contains("url")));
    }
    return mistakes;
  }

  private boolean archived() {
    return checksum != null && (checksum.sha256() != null || checksum.bytes() != null);
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
        Optional.ofNullable(citation),
        Optional.ofNullable(licence),
        Optional.ofNullable(url),
        archive(),
        Optional.ofNullable(access),
        names(),
        Optional.ofNullable(notes),
        source());
  }

  private List<String> names() {
    return folders == null || folders.isEmpty() ? List.of(name) : folders;
  }

  private Optional<DatasetCard.Checksum> archive() {
    if (!archived()) {
      return Optional.empty();
    }
    String sha256 = required("checksum.sha256", checksum.sha256());
    long bytes = required("checksum.bytes", checksum.bytes());
    return Optional.of(new DatasetCard.Checksum(sha256, bytes));
  }

  private Optional<CorpusSource> source() {
    return Optional.ofNullable(corpus)
        .map(
            given ->
                CorpusSource.of(
                    required("corpus.kind", given.kind()),
                    Optional.ofNullable(given.index()),
                    Optional.ofNullable(given.exclude()),
                    Optional.ofNullable(given.subject())));
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
