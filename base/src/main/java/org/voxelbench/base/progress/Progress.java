package org.voxelbench.base.progress;

import java.util.OptionalDouble;
import java.util.function.Supplier;

/** Where long work says how far it is; a stage is a bar on a terminal and plain lines elsewhere. */
public interface Progress {

  /** Shows nothing. */
  Progress SILENT = (name, total, unit) -> new SilentStage();

  /**
   * Begins a stage.
   *
   * @param name what is done, for people
   * @param total how many units there are
   * @param unit one unit, such as {@code step} or {@code case}
   */
  Stage stage(String name, long total, String unit);

  /**
   * Says how long all stages together will take yet, so that a stage may show it beside its own.
   *
   * @param seconds asked now and then; empty while nobody knows
   */
  default void showLeft(Supplier<OptionalDouble> seconds) {}

  /** One stage; safe for use by several threads. */
  interface Stage extends AutoCloseable {

    /** Says how many units are done altogether. */
    void done(long units);

    /** Says a line that stays, such as an epoch's losses. */
    void line(String text);

    /** Ends the stage. */
    @Override
    void close();
  }
}
