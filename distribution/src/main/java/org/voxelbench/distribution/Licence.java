package org.voxelbench.distribution;

/**
 * A licence as an SBOM states it.
 *
 * @param name its SPDX identifier, or the name that the jar's project gave it
 * @param url where its text is, or empty
 * @param text its text, or empty
 */
record Licence(String name, String url, String text) {

  /** A name for a file of its text. */
  String file() {
    return name.replaceAll("[^A-Za-z0-9.+-]+", "-") + ".txt";
  }
}
