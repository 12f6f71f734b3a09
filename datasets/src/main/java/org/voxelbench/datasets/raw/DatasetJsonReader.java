package org.voxelbench.datasets.raw;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.voxelbench.base.file.FileFault;
import org.voxelbench.base.file.TextFile;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.Labels;

/** Reads {@code dataset.json}, key by key. */
final class DatasetJsonReader {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final List<String> ENDINGS =
      List.of(".nii.gz", ".nii", ".hdr", ".img", ".hdr.gz", ".img.gz", ".nrrd", ".mha");
  private static final List<String> ENDINGS_OF_SIMPLE_ITK = List.of(".nrrd", ".mha");
  private static final String READER = "overwrite_image_reader_writer";

  private final Path file;

  DatasetJsonReader(Path file) {
    this.file = file;
  }

  DatasetJson read() {
    if (!FileFault.mayExist(file)) {
      throw new DatasetException(
          file + ": no such file; a data set in nnU-Net's raw layout has one.");
    }
    JsonNode root = parse();
    try {
      List<String> channels = channelNames(root);
      Labels labels = labels(root);
      OptionalInt training = trainingCases(root);
      String ending = fileEnding(root);
      Optional<String> reader = text(root, READER);
      ReaderChoice choice = ReaderChoice.named(reader);
      Map<String, DatasetJson.Files> cases = cases(root);
      return new DatasetJson(
          channels,
          labels,
          training,
          ending,
          choice,
          ReaderChoice.name(reader, ending, cases.values()),
          cases,
          groups(root));
    } catch (DatasetException e) {
      throw new DatasetException(file + ": " + e.getMessage(), e);
    }
  }

  private JsonNode parse() {
    String text = TextFile.read(file);
    try {
      JsonNode root = MAPPER.readTree(text);
      if (!root.isObject()) {
        throw new DatasetException(file + ": expected a JSON object with 'labels' and more.");
      }
      return root;
    } catch (JsonProcessingException e) {
      throw new DatasetException(
          file
              + ": not valid JSON at line "
              + (e.getLocation() == null ? 1 : e.getLocation().getLineNr())
              + " ("
              + e.getOriginalMessage()
              + ").",
          e);
    }
  }

  private static boolean isVersion1(JsonNode root) {
    return !root.has("channel_names") && root.has("modality");
  }

  private static List<String> channelNames(JsonNode root) {
    String key = isVersion1(root) ? "modality" : "channel_names";
    JsonNode node = required(root, key, "channel indices with names, like {\"0\": \"T1\"}");
    String[] names = new String[node.size()];
    node.properties()
        .forEach(
            entry -> {
              int index = integer(entry.getKey(), key);
              if (index < 0 || index >= names.length || !entry.getValue().isTextual()) {
                throw new DatasetException(
                    "'"
                        + key
                        + "' holds the entry '"
                        + entry.getKey()
                        + "', expected indices from 0 on with names, like {\"0\": \"T1\"}.");
              }
              names[index] = entry.getValue().asText();
            });
    List<String> list = Collections.unmodifiableList(Arrays.asList(names));
    if (list.isEmpty() || list.contains(null)) {
      throw new DatasetException("'" + key + "' must name each channel from 0 on.");
    }
    return list;
  }

  private static Labels labels(JsonNode root) {
    JsonNode node = required(root, "labels", "names with values, like {\"background\": 0}");
    boolean valuesFirst =
        isVersion1(root)
            && node.properties().stream().allMatch(entry -> entry.getValue().isTextual());
    Map<String, List<Integer>> entries = new LinkedHashMap<>();
    Set<String> listed = new HashSet<>();
    node.properties()
        .forEach(
            entry -> {
              if (entry.getValue().isArray()) {
                listed.add(entry.getKey());
              }
              if (valuesFirst) {
                entries.put(entry.getValue().asText(), List.of(integer(entry.getKey(), "labels")));
              } else {
                entries.put(entry.getKey(), values(entry.getKey(), entry.getValue()));
              }
            });
    List<Integer> order = integers(root.path("regions_class_order"), "regions_class_order");
    return new Labels(entries, order, listed);
  }

  private static List<Integer> values(String name, JsonNode node) {
    if (node.isArray() && !node.isEmpty()) {
      return integers(node, "labels");
    }
    if (!node.isInt()) {
      throw new DatasetException(
          "'labels' gives '" + name + "' the value " + node + ", expected an integer or a list.");
    }
    return List.of(node.intValue());
  }

  private static List<Integer> integers(JsonNode node, String key) {
    if (node.isMissingNode() || node.isNull()) {
      return List.of();
    }
    List<Integer> values = new ArrayList<>();
    for (JsonNode value : node) {
      if (!value.isInt()) {
        throw new DatasetException("'" + key + "' holds " + value + ", expected an integer.");
      }
      values.add(value.intValue());
    }
    if (!node.isArray()) {
      throw new DatasetException("'" + key + "' is " + node + ", expected a list of integers.");
    }
    return values;
  }

  private static OptionalInt trainingCases(JsonNode root) {
    JsonNode node = root.path("numTraining");
    if (node.isMissingNode() || node.isNull()) {
      return OptionalInt.empty();
    }
    if (!node.isInt() || node.intValue() < 0) {
      throw new DatasetException("'numTraining' is " + node + ", expected a number of cases.");
    }
    return OptionalInt.of(node.intValue());
  }

  private static String fileEnding(JsonNode root) {
    Optional<String> ending = text(root, "file_ending");
    if (ending.isEmpty() && isVersion1(root)) {
      return ENDINGS.get(0);
    }
    String given =
        ending.orElseThrow(
            () -> new DatasetException("the key 'file_ending' is missing, like \".nii.gz\"."));
    if (!ENDINGS.contains(given)) {
      throw new DatasetException(
          "'file_ending' is '" + given + "', expected one of " + String.join(", ", ENDINGS) + ".");
    }
    Optional<String> reader = text(root, READER).filter(name -> name.startsWith("Nibabel"));
    if (reader.isPresent() && ENDINGS_OF_SIMPLE_ITK.contains(given)) {
      throw new DatasetException(
          "'"
              + READER
              + "' names "
              + reader.get()
              + ", which doesn't read files that end in "
              + given
              + "; name SimpleITKIO, SimpleITKIOWithReorient or none.");
    }
    return given;
  }

  private static Map<String, DatasetJson.Files> cases(JsonNode root) {
    Map<String, DatasetJson.Files> cases = new LinkedHashMap<>();
    JsonNode node = root.path("dataset");
    if (!node.isMissingNode() && !node.isObject()) {
      throw new DatasetException("'dataset' must map case names to their 'images' and 'label'.");
    }
    node.properties()
        .forEach(
            entry -> {
              checkName(entry.getKey());
              List<String> images = new ArrayList<>();
              entry.getValue().path("images").forEach(image -> images.add(file(image.asText())));
              if (images.isEmpty()) {
                throw new DatasetException(
                    "'dataset' gives the case '" + entry.getKey() + "' no list of 'images'.");
              }
              cases.put(
                  entry.getKey(),
                  new DatasetJson.Files(
                      images, text(entry.getValue(), "label").map(DatasetJsonReader::file)));
            });
    return cases;
  }

  private static Map<String, String> groups(JsonNode root) {
    JsonNode node = root.path(DatasetJson.GROUPS);
    Map<String, String> groups = new LinkedHashMap<>();
    node.properties()
        .forEach(
            entry -> {
              if (!entry.getValue().isTextual()) {
                throw new DatasetException(
                    "'"
                        + DatasetJson.GROUPS
                        + "' gives the case '"
                        + entry.getKey()
                        + "' the group "
                        + entry.getValue()
                        + ", expected a text.");
              }
              groups.put(entry.getKey(), entry.getValue().asText());
            });
    return groups;
  }

  /** What is made of a case is put in files of its name. */
  private static void checkName(String id) {
    if (!RawCase.isId(id)) {
      throw new DatasetException(
          "'dataset' names a case '" + id + "', expected a name that a file can have.");
    }
  }

  private static String file(String path) {
    try {
      return Path.of(path).toString();
    } catch (InvalidPathException e) {
      throw new DatasetException("'dataset' names the file '" + path + "', which can't be one.", e);
    }
  }

  private static JsonNode required(JsonNode root, String key, String expected) {
    JsonNode node = root.path(key);
    if (!node.isObject()) {
      throw new DatasetException(
          "the key '"
              + key
              + "' is "
              + (node.isMissingNode() ? "missing" : "not an object")
              + "; expected "
              + expected
              + ".");
    }
    return node;
  }

  private static Optional<String> text(JsonNode root, String key) {
    JsonNode node = root.path(key);
    if (node.isMissingNode() || node.isNull()) {
      return Optional.empty();
    }
    if (!node.isTextual()) {
      throw new DatasetException("'" + key + "' is " + node + ", expected a text.");
    }
    return Optional.of(node.asText());
  }

  private static int integer(String text, String key) {
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw new DatasetException("'" + key + "' holds '" + text + "', expected an integer.", e);
    }
  }
}
