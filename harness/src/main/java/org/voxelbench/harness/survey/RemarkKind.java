package org.voxelbench.harness.survey;

/** What sets a case apart, the gravest first. */
public enum RemarkKind {
  UNUSABLE("can't be used"),
  MISFIT("labels and image don't fit"),
  COPY("copied image"),
  RELABELLED("copied image, other labels"),
  NEAR_COPY("nearly the same image"),
  SAME_LABELS("copied labels"),
  CONSTANT("constant image"),
  EMPTY("empty label map"),
  SIDE("classes on swapped sides"),
  MIRRORED("mirrored"),
  POSITION("position of a label"),
  MISSING_CLASS("missing class"),
  AXES("orientation"),
  SPACING("spacing"),
  SHAPE("shape"),
  VOLUME("volume of a label"),
  SHARE("share of foreground"),
  COMPONENTS("pieces of a label"),
  INTENSITY("intensity"),
  RARE_CLASS("rare class");

  private final String word;

  RemarkKind(String word) {
    this.word = word;
  }

  /** The word for it in tables. */
  public String word() {
    return word;
  }
}
