package org.voxelbench.training.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;

/** How files write the norm to which gradients are clipped: a number, or a word for infinity. */
final class ClipNorm {

  /** What stands for no clipping. */
  static final String NONE = "none";

  private ClipNorm() {}

  /** Reads it where it may be missing. */
  static class Reader extends JsonDeserializer<Double> {

    @Override
    public Double deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      return parser.currentToken() == JsonToken.VALUE_STRING && NONE.equals(parser.getText())
          ? Double.POSITIVE_INFINITY
          : context.readValue(parser, Double.class);
    }
  }

  /** Reads it where it must be stated; it is refused as any missing number is. */
  static final class Required extends Reader {

    @Override
    public Double getNullValue(DeserializationContext context) throws JsonMappingException {
      JavaType number = context.constructType(double.class);
      return (Double) context.findRootValueDeserializer(number).getNullValue(context);
    }
  }

  /** Writes it. */
  static final class Writer extends JsonSerializer<Double> {

    @Override
    public void serialize(Double norm, JsonGenerator generator, SerializerProvider provider)
        throws IOException {
      if (norm.isInfinite()) {
        generator.writeString(NONE);
      } else {
        generator.writeNumber(norm);
      }
    }
  }
}
