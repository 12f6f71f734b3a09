package org.voxelbench.harness.plugin;

import java.lang.reflect.RecordComponent;

/** Reads what a method's settings hold, also where their record is not public. */
public final class SettingValues {

  private SettingValues() {}

  /** The value of one component. */
  public static Object of(Record settings, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(settings);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the settings " + settings + " can't be read", e);
    }
  }
}
