package org.voxelbench.methods;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Program;
import org.voxelbench.methods.mae.LossVoxels;
import org.voxelbench.methods.mae.MaskedAutoencoder;
import org.voxelbench.methods.mae.MaskedError;
import org.voxelbench.methods.modelsgenesis.ModelsGenesis;
import org.voxelbench.methods.spark3d.SparseAutoencoder;
import org.voxelbench.methods.volumefusion.VolumeFusion;
import org.voxelbench.training.pretext.PretextTask;
import org.voxelbench.training.transfer.TransferScope;

/**
 * What a mask of the corpus marks counts nothing in the target of a reconstruction: any values
 * there give the same loss and the same gradients, to the last bit.
 *
 * <p>The rule is of the target. A marked voxel that the network sees is part of its input as ever,
 * as in the released code. In a masked autoencoder image and target are one array, of which the
 * network sees the visible blocks and the loss asks for the hidden ones; so what may change are the
 * marked voxels of hidden blocks. S3D's first convolution sees one voxel beyond the border of a
 * block unless {@code inputMasking} is set; there it is those that lie deeper. In Models Genesis
 * the target is an array of its own, of which every marked voxel may change.
 */
class MaskedOutVoxelsTest {

  private static final int[] SIZE = {16, 16, 24};
  private static final int BLOCK = 4;

  /**
   * A task with what may change in its inputs.
   *
   * @param target the input that holds the target
   * @param sees how many voxels into a hidden block the network sees; -1 if all of the target may
   *     change
   */
  private record Rule(String name, PretextTask task, String target, int sees) {

    @Override
    public String toString() {
      return name;
    }

    Map<String, NdArray> inputs() {
      return new SmallRun(task, SIZE).inputs();
    }

    Map<String, NdArray> run(Map<String, NdArray> inputs) {
      return new SmallRun(task, SIZE).lossAndGradients(inputs);
    }

    /** Whether nothing that the network sees depends on a voxel of the target. */
    boolean isUnseen(Map<String, NdArray> inputs, int voxel) {
      if (sees < 0) {
        return true;
      }
      int[] at = {
        voxel / (SIZE[1] * SIZE[2]) % SIZE[0], voxel / SIZE[2] % SIZE[1], voxel % SIZE[2]
      };
      int sample = voxel / (SIZE[0] * SIZE[1] * SIZE[2]);
      for (int d = at[0] - sees; d <= at[0] + sees; d++) {
        for (int h = at[1] - sees; h <= at[1] + sees; h++) {
          for (int w = at[2] - sees; w <= at[2] + sees; w++) {
            if (isVisible(inputs.get("visible"), sample, d, h, w)) {
              return false;
            }
          }
        }
      }
      return true;
    }

    private static boolean isVisible(NdArray visible, int sample, int d, int h, int w) {
      int[] grid = Arrays.copyOfRange(visible.shape(), 2, 5);
      boolean inside = d >= 0 && h >= 0 && w >= 0 && d < SIZE[0] && h < SIZE[1] && w < SIZE[2];
      int cell = ((sample * grid[0] + d / BLOCK) * grid[1] + h / BLOCK) * grid[2] + w / BLOCK;
      return inside && visible.at(cell) == 1;
    }
  }

  private static PretextTask spark(boolean inputMasking) {
    return new SparseAutoencoder()
        .pretext(
            new SparseAutoencoder.Settings(
                BLOCK,
                0.75,
                0.75,
                inputMasking,
                true,
                true,
                true,
                MaskedError.SQUARED,
                TransferScope.ENCODER))
        .orElseThrow()
        .weighted();
  }

  private static PretextTask mae(MaskedError error, LossVoxels voxels, boolean skips) {
    return new MaskedAutoencoder()
        .pretext(
            new MaskedAutoencoder.Settings(
                BLOCK, 0.75, error, TransferScope.ENCODER, voxels, skips, !skips, 2))
        .orElseThrow()
        .weighted();
  }

  private static PretextTask genesis() {
    ModelsGenesis method = new ModelsGenesis();
    return method.pretext(method.defaults()).orElseThrow().weighted();
  }

  static Stream<Rule> rules() {
    return Stream.of(
        new Rule("mae", mae(MaskedError.SQUARED, LossVoxels.MASKED, true), "image", 0),
        new Rule(
            "mae, absolute error", mae(MaskedError.ABSOLUTE, LossVoxels.MASKED, true), "image", 0),
        new Rule("mae, all voxels", mae(MaskedError.SQUARED, LossVoxels.ALL, true), "image", 0),
        new Rule(
            "mae without skips", mae(MaskedError.ABSOLUTE, LossVoxels.MASKED, false), "image", 0),
        new Rule("S3D that masks its input", spark(true), "image", 0),
        new Rule("S3D", spark(false), "image", 1),
        new Rule("Models Genesis", genesis(), "original", -1));
  }

  /** The inputs with other values at some voxels of the target, and how many these are. */
  private static int change(Rule rule, Map<String, NdArray> inputs, IntPredicate where) {
    RandomStream random = new RandomStreams(3).stream("change");
    NdArray target = inputs.get(rule.target());
    float[] voxels = target.floats().clone();
    int changed = 0;
    for (int voxel = 0; voxel < voxels.length; voxel++) {
      if (where.test(voxel)) {
        voxels[voxel] += (float) (10 * random.nextGaussian());
        changed++;
      }
    }
    inputs.put(rule.target(), NdArray.of(target.shape(), voxels));
    return changed;
  }

  private static boolean isMarked(Map<String, NdArray> inputs, int voxel) {
    return inputs.get("weights").at(voxel) == 0;
  }

  @ParameterizedTest
  @MethodSource("rules")
  void anyTargetWhereVoxelsAreMarkedGivesTheSameLossAndGradients(Rule rule) {
    Map<String, NdArray> inputs = new TreeMap<>(rule.inputs());
    Map<String, NdArray> expected = rule.run(inputs);
    Map<String, NdArray> before = Map.copyOf(inputs);
    int changed =
        change(rule, inputs, voxel -> isMarked(before, voxel) && rule.isUnseen(before, voxel));
    Map<String, NdArray> actual = rule.run(inputs);

    assertThat(changed).isGreaterThan(100);
    assertThat(expected.get(Program.LOSS).at(0)).isPositive();
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    expected.forEach(
        (name, values) ->
            assertThat(actual.get(name).floats()).as(name).isEqualTo(values.floats()));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void oneVoxelThatCountsChangesIt(Rule rule) {
    Map<String, NdArray> inputs = new TreeMap<>(rule.inputs());
    double expected = rule.run(inputs).get(Program.LOSS).at(0);
    Map<String, NdArray> before = Map.copyOf(inputs);
    int first = 0;
    while (isMarked(before, first) || !rule.isUnseen(before, first)) {
      first++;
    }
    int chosen = first;
    change(rule, inputs, voxel -> voxel == chosen);

    assertThat((double) rule.run(inputs).get(Program.LOSS).at(0)).isNotEqualTo(expected);
  }

  /** Why the rule for S3D is what it is. */
  @Test
  void s3dSeesOneVoxelOfAHiddenBlock() {
    Rule rule = new Rule("S3D", spark(false), "image", 1);
    Rule blind = new Rule("S3D", spark(false), "image", 0);
    Map<String, NdArray> inputs = new TreeMap<>(rule.inputs());
    double expected = rule.run(inputs).get(Program.LOSS).at(0);
    Map<String, NdArray> before = Map.copyOf(inputs);
    change(
        rule,
        inputs,
        voxel ->
            isMarked(before, voxel)
                && blind.isUnseen(before, voxel)
                && !rule.isUnseen(before, voxel));

    assertThat((double) rule.run(inputs).get(Program.LOSS).at(0)).isNotEqualTo(expected);
  }

  @Test
  void aMethodWithoutAReconstructionTakesNoNotice() {
    VolumeFusion method = new VolumeFusion();
    PretextTask task = method.pretext(method.defaults()).orElseThrow();
    assertThat(task.weighted()).isSameAs(task);
  }
}
