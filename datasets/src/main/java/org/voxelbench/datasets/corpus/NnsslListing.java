package org.voxelbench.datasets.corpus;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.voxelbench.base.file.FileFault;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.raw.Scan;

/**
 * The images of nnssl's {@code pretrain_data.json}: data sets, their subjects, their sessions,
 * their images, each by its name; read subject by subject.
 *
 * @param images takes them
 */
record NnsslListing(ImageList images) {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .build();

  record Subject(Map<String, Session> sessions) {}

  record Session(List<Entry> images) {}

  record Entry(
      String name, String imagePath, String modality, Info imageInfo, Masks associatedMasks) {}

  record Info(Double imageQualityScore) {}

  record Masks(String anonymizationMask, String anatomyMask) {}

  /** What is done with each entry of an object. */
  @FunctionalInterface
  private interface Entries {
    void take(String name) throws IOException;
  }

  void list() {
    try (JsonParser json = JSON.createParser(images.source().toFile())) {
      json.nextToken();
      forEach(json, "datasets", name -> dataset(json, name));
    } catch (JsonProcessingException e) {
      throw new DatasetException(
          images.source()
              + ": not the JSON that nnssl writes, at line "
              + (e.getLocation() == null ? 1 : e.getLocation().getLineNr())
              + " ("
              + e.getOriginalMessage().lines().findFirst().orElse("no message")
              + ").",
          e);
    } catch (IOException e) {
      throw new DatasetException(
          images.source() + ": can't be read (" + FileFault.words(e) + ").", e);
    }
  }

  /** Goes through the object under one key of the object that begins here, and past the others. */
  private void forEach(JsonParser json, String key, Entries entries) throws IOException {
    boolean found = false;
    expectObject(json, key);
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      boolean wanted = json.currentName().equals(key);
      json.nextToken();
      if (!wanted) {
        json.skipChildren();
        continue;
      }
      found = true;
      expectObject(json, key);
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        entries.take(name);
      }
    }
    if (!found) {
      throw new DatasetException(
          images.source()
              + ": the key '"
              + key
              + "' is missing, which nnssl's pretrain_data.json has.");
    }
  }

  private void expectObject(JsonParser json, String key) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw new DatasetException(
          images.source()
              + ", line "
              + json.currentLocation().getLineNr()
              + ": expected an object with or under the key '"
              + key
              + "', as nnssl's pretrain_data.json has it.");
    }
  }

  private void dataset(JsonParser json, String dataset) throws IOException {
    forEach(json, "subjects", subject -> subject(json, dataset + "/" + subject));
  }

  private void subject(JsonParser json, String subject) throws IOException {
    Subject read = json.readValueAs(Subject.class);
    if (read == null || read.sessions() == null) {
      throw new DatasetException(
          images.source() + ": subject '" + subject + "' has no key 'sessions'.");
    }
    read.sessions()
        .forEach(
            (session, content) -> {
              if (content != null && content.images() != null) {
                content.images().forEach(image -> add(image, subject, session));
              }
            });
  }

  private void add(Entry image, String subject, String session) {
    if (image == null || image.imagePath() == null) {
      throw new DatasetException(
          images.source()
              + ": an image of subject '"
              + subject
              + "', session '"
              + session
              + "', has no key 'image_path'.");
    }
    Optional<Masks> masks = Optional.ofNullable(image.associatedMasks());
    String name =
        Optional.ofNullable(image.name())
            .orElseGet(() -> image.imagePath().substring(image.imagePath().lastIndexOf('/') + 1));
    Scan scan =
        new Scan(
            subject,
            session,
            Optional.ofNullable(image.modality()).orElse(""),
            Optional.ofNullable(image.imageInfo()).map(Info::imageQualityScore),
            masks.map(Masks::anatomyMask).map(this::in));
    images.add(
        subject + "/" + session + "/" + name,
        in(image.imagePath()),
        scan,
        masks.map(Masks::anonymizationMask).map(this::in));
  }

  /** With the variables that nnssl writes, such as {@code $nnssl_raw}. */
  private Path in(String path) {
    return images.file(images.folder(), path);
  }
}
