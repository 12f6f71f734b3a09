package org.voxelbench.harness.options;

import java.util.Iterator;
import org.voxelbench.base.BadInputException;
import org.voxelbench.results.metric.Metric;
import org.voxelbench.results.metric.Metrics;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The name of a metric as an option takes it; the names that there are complete it. */
public final class MetricName implements ITypeConverter<Metric>, Iterable<String> {

  @Override
  public Metric convert(String name) {
    try {
      return Metrics.named(name);
    } catch (BadInputException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  @Override
  public Iterator<String> iterator() {
    return Metrics.names().iterator();
  }
}
