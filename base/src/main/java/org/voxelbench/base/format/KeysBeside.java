package org.voxelbench.base.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import java.io.IOException;
import java.util.Set;

/** Lets Jackson pass over some keys of the outermost object that its type doesn't have. */
final class KeysBeside extends DeserializationProblemHandler {

  private final Set<String> keys;

  KeysBeside(Set<String> keys) {
    this.keys = keys;
  }

  @Override
  public boolean handleUnknownProperty(
      DeserializationContext context,
      JsonParser parser,
      JsonDeserializer<?> deserializer,
      Object bean,
      String name)
      throws IOException {
    boolean outermost = parser.getParsingContext().getParent().inRoot();
    if (!outermost || !keys.contains(name)) {
      return false;
    }
    parser.skipChildren();
    return true;
  }
}
