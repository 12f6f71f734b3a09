package org.voxelbench.base.format;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.InjectableValues;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/** Lets Jackson take what {@link IfAbsent} says for a key that is absent. */
final class Absences extends JacksonAnnotationIntrospector {

  private static final long serialVersionUID = 1;

  @Override
  public JacksonInject.Value findInjectableValue(AnnotatedMember member) {
    return member.hasAnnotation(IfAbsent.class)
        ? JacksonInject.Value.forId(member.getAnnotation(IfAbsent.class).value()).withUseInput(true)
        : super.findInjectableValue(member);
  }

  /** The values, of any type that the mapper reads. */
  static final class Values extends InjectableValues {

    private static final long serialVersionUID = 1;

    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public Object findInjectableValue(
        Object json, DeserializationContext context, BeanProperty property, Object bean)
        throws JsonMappingException {
      try {
        return context.readTreeAsValue(JSON.readTree((String) json), property.getType());
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("the default of " + property + " is no JSON", e);
      } catch (IOException e) {
        throw JsonMappingException.fromUnexpectedIOE(e);
      }
    }
  }
}
