package org.voxelbench.distribution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The jars of a CycloneDX file.
 *
 * @param components in the file's order
 */
record Sbom(List<Component> components) {

  private static final String CLASSIFIER = "classifier=";

  /** Reads a CycloneDX file in JSON. */
  static Sbom parse(byte[] json) throws IOException {
    List<Component> components = new ArrayList<>();
    for (JsonNode component : new ObjectMapper().readTree(json).path("components")) {
      components.add(
          new Component(
              jar(component),
              component.path("purl").asText(),
              sha256(component),
              licences(component.path("licenses"))));
    }
    return new Sbom(List.copyOf(components));
  }

  /** Maven's name of the file: artifact, version and, if it has one, classifier. */
  private static String jar(JsonNode component) {
    String name = component.path("name").asText() + "-" + component.path("version").asText();
    String purl = component.path("purl").asText();
    for (String qualifier : purl.substring(purl.indexOf('?') + 1).split("&")) {
      if (qualifier.startsWith(CLASSIFIER)) {
        name +=
            "-"
                + URLDecoder.decode(
                    qualifier.substring(CLASSIFIER.length()), StandardCharsets.UTF_8);
      }
    }
    return name + ".jar";
  }

  private static String sha256(JsonNode component) {
    for (JsonNode hash : component.path("hashes")) {
      if (hash.path("alg").asText().equals("SHA-256")) {
        return hash.path("content").asText();
      }
    }
    return "";
  }

  private static List<Licence> licences(JsonNode choices) {
    List<Licence> licences = new ArrayList<>();
    for (JsonNode choice : choices) {
      JsonNode licence = choice.path("license");
      String name =
          choice
              .path("expression")
              .asText(licence.path("id").asText(licence.path("name").asText()));
      licences.add(new Licence(name, licence.path("url").asText(), text(licence.path("text"))));
    }
    return List.copyOf(licences);
  }

  private static String text(JsonNode attachment) {
    String content = attachment.path("content").asText();
    return attachment.path("encoding").asText().equals("base64")
        ? new String(Base64.getMimeDecoder().decode(content), StandardCharsets.UTF_8)
        : content;
  }
}
