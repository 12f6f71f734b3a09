package org.voxelbench.datasets.dicom;

import java.util.Arrays;
import java.util.Optional;

/** The ways in which data sets and pixels are written. */
enum TransferSyntax {
  IMPLICIT_LITTLE("1.2.840.10008.1.2", "implicit little-endian"),
  EXPLICIT_LITTLE("1.2.840.10008.1.2.1", "explicit little-endian"),
  DEFLATED("1.2.840.10008.1.2.1.99", "deflated"),
  EXPLICIT_BIG("1.2.840.10008.1.2.2", "explicit big-endian"),
  RLE("1.2.840.10008.1.2.5", "RLE"),
  JPEG_BASELINE("1.2.840.10008.1.2.4.50", "JPEG baseline"),
  JPEG_EXTENDED("1.2.840.10008.1.2.4.51", "JPEG extended"),
  JPEG_LOSSLESS("1.2.840.10008.1.2.4.57", "JPEG lossless"),
  JPEG_LOSSLESS_FIRST_ORDER("1.2.840.10008.1.2.4.70", "JPEG lossless"),
  JPEG_LS("1.2.840.10008.1.2.4.80", "JPEG-LS"),
  JPEG_LS_NEAR("1.2.840.10008.1.2.4.81", "JPEG-LS"),
  JPEG_2000_LOSSLESS("1.2.840.10008.1.2.4.90", "JPEG 2000"),
  JPEG_2000("1.2.840.10008.1.2.4.91", "JPEG 2000"),
  HTJ2K_LOSSLESS("1.2.840.10008.1.2.4.201", "high-throughput JPEG 2000"),
  HTJ2K_LOSSLESS_RPCL("1.2.840.10008.1.2.4.202", "high-throughput JPEG 2000"),
  HTJ2K("1.2.840.10008.1.2.4.203", "high-throughput JPEG 2000");

  private final String uid;
  private final String words;

  TransferSyntax(String uid, String words) {
    this.uid = uid;
    this.words = words;
  }

  static Optional<TransferSyntax> of(String uid) {
    return Arrays.stream(values()).filter(syntax -> syntax.uid.equals(uid)).findFirst();
  }

  /** Its name for people. */
  String words() {
    return words;
  }
}
