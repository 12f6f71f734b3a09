package org.voxelbench.distribution;

import java.util.List;

/**
 * A jar as an SBOM lists it.
 *
 * @param jar the jar's file name
 * @param purl its package URL
 * @param sha256 hash of its bytes in hexadecimal digits, or empty
 * @param licences those that its project states; any of them may be chosen
 */
record Component(String jar, String purl, String sha256, List<Licence> licences) {}
