package org.voxelbench.base.progress;

/** A stage that shows nothing. */
record SilentStage() implements Progress.Stage {

  @Override
  public void done(long units) {}

  @Override
  public void line(String text) {}

  @Override
  public void close() {}
}
