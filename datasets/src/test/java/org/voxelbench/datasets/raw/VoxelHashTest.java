package org.voxelbench.datasets.raw;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.Image;
import org.voxelbench.datasets.nifti.NiftiWriter;

class VoxelHashTest {

  @TempDir Path temp;

  private static Image image(int[] size, float... voxels) {
    return new Image(Geometry.axisAligned(size, new double[] {1, 1, 1}), voxels);
  }

  @Test
  void orientationAndSpacingDontMatterButEveryValueDoes() {
    String hash = VoxelHash.of(image(new int[] {1, 2, 3}, 1, 2, 3, 4, 5, 6));

    assertThat(VoxelHash.of(image(new int[] {3, 1, 2}, 6, 3, 5, 2, 4, 1))).isEqualTo(hash);
    assertThat(VoxelHash.of(image(new int[] {1, 2, 3}, 1, 2, 3, 4, 5, 7))).isNotEqualTo(hash);
    assertThat(VoxelHash.of(image(new int[] {1, 1, 6}, 1, 2, 3, 4, 5, 6))).isNotEqualTo(hash);
    assertThat(VoxelHash.of(image(new int[] {1, 2, 3}, 2, 1, 3, 4, 5.5f, 5.5f)))
        .as("equal sums")
        .isNotEqualTo(hash);
  }

  @Test
  void aNegativeZeroIsZero() {
    assertThat(VoxelHash.of(image(new int[] {1, 1, 2}, -0.0f, 1)))
        .isEqualTo(VoxelHash.of(image(new int[] {1, 1, 2}, 0, 1)));
  }

  @Test
  void theVerifierHashesEveryImageWhateverItsFormat() throws IOException {
    Fixture.dataset(temp);
    Path copy = temp.resolve("corpus/other.nii");
    NiftiWriter.write(copy, Fixture.image(Fixture.SIZE));

    Map<Path, String> labelled = hashes(RawDataset.open(temp));
    Map<Path, String> corpus = hashes(RawDataset.unlabelled(temp.resolve("corpus")));

    assertThat(labelled).hasSize(4);
    assertThat(labelled.values()).containsOnly(corpus.get(copy));
  }

  private static Map<Path, String> hashes(RawDataset dataset) {
    return DatasetVerifier.verify(dataset, (cases, check) -> cases.stream().map(check).toList())
        .voxelHashes();
  }
}
