package org.voxelbench.distribution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The jars that there are.
 *
 * @param jars SHA-256 in hexadecimal digits by file name
 */
record Inventory(Map<String, String> jars) {

  /** What an SBOM says otherwise, a sentence each; empty if it lists these jars and no others. */
  List<String> differences(Sbom sbom) {
    List<String> differences = new ArrayList<>();
    Map<String, String> left = new HashMap<>(jars);
    for (Component component : sbom.components()) {
      String sha256 = left.remove(component.jar());
      if (sha256 == null) {
        differences.add(component.jar() + " is listed, but isn't there or is listed twice.");
      } else if (!sha256.equals(component.sha256())) {
        differences.add(component.jar() + " has another SHA-256 than the one that is listed.");
      }
    }
    left.keySet().stream().sorted().forEach(jar -> differences.add(jar + " isn't listed."));
    return differences;
  }
}
