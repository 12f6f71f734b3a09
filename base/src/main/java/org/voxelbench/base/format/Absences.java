package org.voxelbench.base.format;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.databind.InjectableValues;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;

/** Lets Jackson take {@link #values} for what is marked by {@link ZeroIfAbsent} and absent. */
final class Absences extends JacksonAnnotationIntrospector {

  private static final long serialVersionUID = 1;

  private static final String ZERO = ZeroIfAbsent.class.getName();

  @Override
  public JacksonInject.Value findInjectableValue(AnnotatedMember member) {
    return member.hasAnnotation(ZeroIfAbsent.class)
        ? JacksonInject.Value.forId(ZERO).withUseInput(true)
        : super.findInjectableValue(member);
  }

  /** The values. */
  static InjectableValues values() {
    return new InjectableValues.Std().addValue(ZERO, 0);
  }
}
