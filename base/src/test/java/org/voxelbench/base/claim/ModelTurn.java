package org.voxelbench.base.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** One process's view: old answers first, then one new one, then a pause. */
final class ModelTurn {

  private static final Path UNIT = Path.of("/unit");

  private final ModelState state;
  private final int process;
  private final OptionalInt staleLook;
  private final int known;
  private int asked;

  ModelTurn(ModelState state, int process, OptionalInt staleLook) {
    this.state = state;
    this.process = process;
    this.staleLook = staleLook;
    this.known = state.answers().get(process).size();
  }

  Object ask(Supplier<Object> question) {
    List<Object> answers = state.answers().get(process);
    if (asked < known) {
      return answers.get(asked++);
    }
    if (asked > known) {
      throw new Pause();
    }
    asked++;
    Object answer = question.get();
    answers.add(answer);
    return answer;
  }

  /** Takes the unit, makes sure of it, and gives it back; whether it came to its end. */
  boolean run() {
    Claims claims =
        new Claims(
            ClaimOwner.of("h", "p" + process, "m" + process, 0),
            new ModelLiveness(this),
            folder -> new ModelRow(this),
            () -> "claim of " + process);
    try {
      Optional<Claim> claim = claims.take(UNIT);
      if (claim.isPresent()) {
        ask(() -> state.inside().add(process));
        boolean holds = true;
        try {
          claim.get().check();
        } catch (ClaimLostException e) {
          holds = false;
        }
        if (holds && asked > known) {
          checkPassed();
        }
        ask(() -> state.inside().remove(process));
        claim.get().close();
      }
      return true;
    } catch (Pause pause) {
      return false;
    } finally {
      claims.close();
    }
  }

  /** Who makes sure of it has it alone, but for those who were taken for dead. */
  private void checkPassed() {
    Set<Integer> others = new HashSet<>(state.inside());
    others.remove(process);
    others.removeAll(state.dead());
    others.removeAll(state.doubted());
    assertThat(others).as("inside beside %d in %s", process, state).isEmpty();
  }

  /** Thrown where a process waits for its next turn. */
  private static final class Pause extends RuntimeException {
    private Pause() {
      super(null, null, false, false);
    }
  }

  private record ModelLiveness(ModelTurn turn) implements Liveness {

    @Override
    public void hold(ClaimOwner owner) {
      assertThat(owner.nonce()).isNotEmpty();
    }

    @Override
    public void drop(ClaimOwner owner) {
      assertThat(owner.nonce()).isNotEmpty();
    }

    @Override
    public Optional<Boolean> told(ClaimOwner owner) {
      return Optional.empty();
    }

    @Override
    public boolean lives(ClaimRow row, int number, ClaimOwner owner) {
      int other = Integer.parseInt(owner.nonce().replace("claim of ", ""));
      ModelState state = turn.state;
      return (boolean)
          turn.ask(() -> !state.dead().contains(other) && !state.doubted().contains(other));
    }
  }

  private static final class ModelRow extends ClaimRow {

    private final ModelTurn turn;
    private boolean looked;

    ModelRow(ModelTurn turn) {
      super(UNIT);
      this.turn = turn;
    }

    @Override
    OptionalInt last() {
      boolean first = !looked;
      looked = true;
      return (OptionalInt)
          turn.ask(
              () ->
                  first && turn.staleLook.isPresent()
                      ? stale(turn.staleLook.getAsInt())
                      : turn.state.slots().isEmpty()
                          ? OptionalInt.empty()
                          : OptionalInt.of(turn.state.slots().lastKey()));
    }

    private static OptionalInt stale(int seen) {
      return seen < 0 ? OptionalInt.empty() : OptionalInt.of(seen);
    }

    @Override
    @SuppressWarnings("unchecked")
    Optional<ClaimOwner> owner(int number) {
      return (Optional<ClaimOwner>)
          turn.ask(
              () ->
                  Optional.ofNullable(turn.state.slots().get(number))
                      .map(slot -> new ClaimOwner("", "", "", "", slot.nonce(), 1, slot.ended())));
    }

    @Override
    boolean make(int number, ClaimOwner owner) {
      return (boolean)
          turn.ask(
              () ->
                  turn.state.slots().putIfAbsent(number, new ModelState.Slot(owner.nonce(), false))
                      == null);
    }

    @Override
    void end(int number) {
      turn.ask(
          () ->
              Optional.ofNullable(
                  turn.state
                      .slots()
                      .computeIfPresent(
                          number, (n, slot) -> new ModelState.Slot(slot.nonce(), true))));
    }

    @Override
    void removeBefore(int number) {
      turn.ask(() -> new TreeMap<>(turn.state.slots().headMap(number)));
      turn.state.slots().headMap(number).clear();
    }

    @Override
    void remove(int number) {
      turn.ask(() -> Optional.ofNullable(turn.state.slots().remove(number)));
    }
  }
}
