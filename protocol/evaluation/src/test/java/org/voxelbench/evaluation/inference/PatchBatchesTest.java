package org.voxelbench.evaluation.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatchBatchesTest {

  @ParameterizedTest
  @CsvSource({"7, 1, 1", "7, 1, 2", "7, 8, 2", "7, 8, 3", "7, 2, 5", "1, 4, 16", "6, 4, 8"})
  void everyCopyOfEveryPatchComesOnceAndNoPassIsTooLarge(int patches, int copies, int atOnce) {
    List<Flip> mirrors =
        Flip.combinations(
            IntStream.range(0, Integer.numberOfTrailingZeros(copies)).boxed().toList());
    List<int[]> corners = IntStream.range(0, patches).mapToObj(i -> new int[] {i, 0, 0}).toList();
    PatchBatches batches = new PatchBatches(corners, copies, atOnce);
    List<List<Flip>> passes = PatchBatches.passes(mirrors, atOnce);
    List<int[]> seen = new ArrayList<>();
    for (int i = 0; i < batches.count(); i++) {
      seen.addAll(batches.corners(i));
      for (List<Flip> pass : passes) {
        assertThat(pass.size() * batches.corners(i).size()).isBetween(1, atOnce);
      }
    }
    assertThat(seen).containsExactlyElementsOf(corners);
    assertThat(passes.stream().flatMap(List::stream)).containsExactlyElementsOf(mirrors);
  }
}
