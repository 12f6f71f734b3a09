package org.voxelbench.harness.experiment;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.lang.reflect.RecordComponent;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.voxelbench.harness.plugin.SettingValues;
import org.voxelbench.training.pretext.AddedSetting;
import org.voxelbench.training.transfer.TransferScope;

/**
 * A method's settings as they are hashed and written down: without those that were added to it
 * later and have their defaults.
 *
 * @param defaults the method's defaults
 */
record WrittenSettings(Record defaults) {

  private static final JsonMapper MAPPER = new JsonMapper();

  /** The values of some settings, by name. */
  SortedMap<String, Object> of(Record settings) {
    SortedMap<String, Object> written =
        MAPPER.convertValue(settings, new TypeReference<TreeMap<String, Object>>() {});
    written.keySet().removeAll(usualAdditions(settings));
    return written;
  }

  /** The same without where weights move, which doesn't change how they were made. */
  SortedMap<String, Object> withoutTransfer(Record settings) {
    SortedMap<String, Object> kept = of(settings);
    Stream.of(settings.getClass().getRecordComponents())
        .filter(component -> component.getType() == TransferScope.class)
        .map(RecordComponent::getName)
        .forEach(kept::remove);
    return kept;
  }

  private Set<String> usualAdditions(Record settings) {
    return Stream.of(settings.getClass().getRecordComponents())
        .filter(component -> component.isAnnotationPresent(AddedSetting.class))
        .filter(
            component ->
                Objects.equals(
                    SettingValues.of(settings, component), SettingValues.of(defaults, component)))
        .map(RecordComponent::getName)
        .collect(Collectors.toSet());
  }
}
