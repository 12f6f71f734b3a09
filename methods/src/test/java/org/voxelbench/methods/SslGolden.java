package org.voxelbench.methods;

import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.voxelbench.protocol.network.GoldenCase;

/** Checks the golden files of one topic below {@code ssl}. */
public interface SslGolden {

  /** The topic that the files state, such as {@code ssl/mae}. */
  String topic();

  /** One test for each case in the file. */
  List<DynamicTest> tests(GoldenCase golden);
}
