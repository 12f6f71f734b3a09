package org.voxelbench.reports.rows;

/**
 * A class (or region) of a data set.
 *
 * @param values its label values, such as {@code 1+2+3}
 */
public record Label(String name, String values) {

  /** Whether it counts; nnU-Net's mean leaves label 0 out. */
  public boolean foreground() {
    return !values.equals("0");
  }
}
