package org.voxelbench.preparation.plan;

import java.util.Arrays;
import java.util.List;
import org.voxelbench.base.BadInputException;

/**
 * The transformer Primus (Wald et al. 2025, arXiv 2503.01835) for patches of one size, on which its
 * position embedding depends.
 *
 * @param size width, depth and heads
 * @param patch {@code [D, H, W]} in voxels, each a multiple of a token's
 */
public record PrimusArchitecture(PrimusSize size, List<Integer> patch) implements Architecture {

  /** Edge of the cube of voxels that is one token. */
  public static final int TOKEN = 8;

  /** The class in dynamic-network-architectures. */
  static final String CLASS = "Primus";

  public PrimusArchitecture {
    patch = List.copyOf(patch);
    if (patch.size() != 3 || patch.stream().anyMatch(edge -> edge < TOKEN || edge % TOKEN != 0)) {
      throw new BadInputException(
          "Primus reads patches whose three edges are multiples of "
              + TOKEN
              + " voxels, one token's edge, but the patch is "
              + patch
              + ".");
    }
  }

  @Override
  public NetworkFamily family() {
    return NetworkFamily.PRIMUS;
  }

  @Override
  public String className() {
    return CLASS;
  }

  @Override
  public String words() {
    String name = CLASS + size.letter().map("-"::concat).orElse("");
    return name
        + ", "
        + size.depth()
        + (size.depth() == 1 ? " block, width " : " blocks, width ")
        + size.width()
        + ", "
        + size.heads()
        + (size.heads() == 1 ? " head" : " heads")
        + (size.registers() == 0 ? "" : ", " + size.registers() + " registers");
  }

  @Override
  public List<Integer> features() {
    return List.of(size.width());
  }

  @Override
  public int[] stride(int stage) {
    return new int[] {TOKEN, TOKEN, TOKEN};
  }

  /** Tokens along each axis, {@code [D, H, W]}. */
  public int[] grid() {
    return patch.stream().mapToInt(edge -> edge / TOKEN).toArray();
  }

  /** The number of tokens of a patch, registers apart. */
  public int tokens() {
    int[] grid = grid();
    return Math.multiplyExact(Math.multiplyExact(grid[0], grid[1]), grid[2]);
  }

  @Override
  public PrimusArchitecture forPatch(int... other) {
    return new PrimusArchitecture(size, Arrays.stream(other).boxed().toList());
  }
}
