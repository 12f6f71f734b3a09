package org.voxelbench.datasets.layout;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the paths of a layout are. */
public enum SourceFormat {
  /** Files of volumes, of whatever format their names end in. */
  @JsonProperty("files")
  FILES,
  /** Folders whose files are the slices of one volume as pictures, which have no spacing. */
  @JsonProperty("slices")
  SLICES,
  /** Folders whose files are the slices of one DICOM series. */
  @JsonProperty("dicom")
  DICOM
}
