package org.voxelbench.training.pretext;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a setting that a method got after results of it were made.
 *
 * <p>Where it has its default it is neither hashed nor written down, so that these results stay
 * comparable and are gone on with. Its default must therefore be what the method did before.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface AddedSetting {}
