package org.voxelbench.training.loop;

import org.voxelbench.base.progress.Progress;

/** Does something once so many steps are done. */
record AtStep(int steps, Runnable action) implements Progress {

  /** Throws what nobody expects, as if the process were killed there. */
  static AtStep killed(int steps) {
    return new AtStep(
        steps,
        () -> {
          throw new IllegalStateException("killed");
        });
  }

  @Override
  public Stage stage(String name, long total, String unit) {
    Stage silent = SILENT.stage(name, total, unit);
    return new Stage() {

      @Override
      public void done(long units) {
        if (units == steps) {
          action.run();
        }
      }

      @Override
      public void line(String text) {
        silent.line(text);
      }

      @Override
      public void close() {
        silent.close();
      }
    };
  }
}
