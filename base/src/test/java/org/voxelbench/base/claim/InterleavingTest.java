package org.voxelbench.base.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * All interleavings of several processes that take, use and give back one unit, in which some die
 * at any step, some are taken for dead and wake, and a first look may show what was long ago.
 *
 * <p>The code is the real one, on claims in memory. It is run anew for each step, with the answers
 * that it got before, so that each state is what was answered to whom.
 */
class InterleavingTest {

  private static final Path UNIT = Path.of("/unit");

  /** A claim that stands. */
  private record Slot(String nonce, boolean ended) {}

  /**
   * All that there is.
   *
   * @param slots the claims by number
   * @param highest what the highest number ever was, at which a stale look may stop
   * @param answers what each process was answered so far
   * @param inside who has the right: from where it was told so until it gives it back
   * @param dead who died
   * @param doubted who was taken for dead though it lives
   */
  private record State(
      SortedMap<Integer, Slot> slots,
      int highest,
      List<List<Object>> answers,
      Set<Integer> inside,
      Set<Integer> dead,
      Set<Integer> doubted) {

    State copy() {
      return new State(
          new TreeMap<>(slots),
          highest,
          new ArrayList<>(answers.stream().<List<Object>>map(ArrayList::new).toList()),
          new HashSet<>(inside),
          new HashSet<>(dead),
          new HashSet<>(doubted));
    }
  }

  /** Thrown where a process waits for its next turn. */
  private static final class Pause extends RuntimeException {
    private Pause() {
      super(null, null, false, false);
    }
  }

  /** One process's view: old answers first, then one new one, then a pause. */
  private static final class Turn {

    private final State state;
    private final int process;
    private final OptionalInt staleLook;
    private final int known;
    private int asked;

    Turn(State state, int process, OptionalInt staleLook) {
      this.state = state;
      this.process = process;
      this.staleLook = staleLook;
      this.known = state.answers().get(process).size();
    }

    Object ask(java.util.function.Supplier<Object> question) {
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
  }

  private record ModelLiveness(Turn turn) implements Liveness {

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
      State state = turn.state;
      return (boolean)
          turn.ask(() -> !state.dead().contains(other) && !state.doubted().contains(other));
    }
  }

  private static final class ModelRow extends ClaimRow {

    private final Turn turn;
    private boolean looked;

    ModelRow(Turn turn) {
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
              () -> turn.state.slots().putIfAbsent(number, new Slot(owner.nonce(), false)) == null);
    }

    @Override
    void end(int number) {
      turn.ask(
          () ->
              Optional.ofNullable(
                  turn.state
                      .slots()
                      .computeIfPresent(number, (n, slot) -> new Slot(slot.nonce(), true))));
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

  private static State begin(int processes, SortedMap<Integer, Slot> slots, int highest) {
    List<List<Object>> answers = new ArrayList<>();
    for (int i = 0; i < processes; i++) {
      answers.add(new ArrayList<>());
    }
    return new State(slots, highest, answers, new HashSet<>(), new HashSet<>(), new HashSet<>());
  }

  /** Goes through all states that can be reached; how many there are. */
  private static int explore(State first, int mayDie, int mayBeDoubted) {
    Set<State> known = new HashSet<>(Set.of(first));
    Deque<State> open = new ArrayDeque<>(known);
    while (!open.isEmpty()) {
      State state = open.pop();
      assertLivingInsideAlone(state);
      for (State next : successors(state, mayDie, mayBeDoubted)) {
        if (known.add(next)) {
          open.push(next);
        }
      }
    }
    return known.size();
  }

  private static void assertLivingInsideAlone(State state) {
    Set<Integer> inside = new HashSet<>(state.inside());
    inside.removeAll(state.dead());
    inside.removeAll(state.doubted());
    assertThat(inside).as("%s", state).hasSizeLessThan(2);
  }

  private static List<State> successors(State state, int mayDie, int mayBeDoubted) {
    List<State> next = new ArrayList<>();
    boolean ended = true;
    for (int process = 0; process < state.answers().size(); process++) {
      if (state.dead().contains(process)) {
        continue;
      }
      List<OptionalInt> looks = new ArrayList<>(List.of(OptionalInt.empty()));
      if (state.answers().get(process).isEmpty()) {
        for (int seen = -1; seen <= state.highest(); seen++) {
          looks.add(OptionalInt.of(seen));
        }
      }
      for (OptionalInt look : looks) {
        State after = state.copy();
        boolean done = new Turn(after, process, look).run();
        if (!after.answers().get(process).equals(state.answers().get(process))) {
          int highest = after.slots().isEmpty() ? -1 : after.slots().lastKey();
          next.add(
              new State(
                  after.slots(),
                  Math.max(highest, after.highest()),
                  after.answers(),
                  after.inside(),
                  after.dead(),
                  after.doubted()));
          ended = false;
        } else {
          assertThat(done).isTrue();
        }
      }
      if (state.dead().size() < mayDie) {
        State after = state.copy();
        after.dead().add(process);
        next.add(after);
      }
      if (state.doubted().size() < mayBeDoubted && !state.doubted().contains(process)) {
        State after = state.copy();
        after.doubted().add(process);
        next.add(after);
      }
    }
    if (ended) {
      assertFree(state);
    }
    return next;
  }

  /** Nothing is lost: when all have ended, the next one gets it. */
  private static void assertFree(State state) {
    State after = state.copy();
    after.answers().add(new ArrayList<>());
    int process = after.answers().size() - 1;
    for (int step = 0; step < 20 && !after.inside().contains(process); step++) {
      new Turn(after, process, OptionalInt.empty()).run();
    }
    assertThat(after.inside()).as("%s", state).contains(process);
  }

  @Test
  void ofThreeWhoComeToANewUnitOneAtATimeHasIt() {
    assertThat(explore(begin(3, new TreeMap<>(), -1), 0, 0)).isGreaterThan(1000);
  }

  @Test
  void aDeadOwnersUnitPassesToOneOfThemWhoeverDiesMeanwhile() {
    State died = begin(3, new TreeMap<>(), 1);
    died.slots().put(1, new Slot("claim of 9", false));
    died.dead().add(9);
    assertThat(explore(died, 1, 0)).isGreaterThan(1000);
    State two = begin(2, new TreeMap<>(died.slots()), 1);
    two.dead().add(9);
    assertThat(explore(two, 2, 0)).isGreaterThan(1000);
  }

  @Test
  void whoIsTakenForDeadAndWakesFindsThatItLostIt() {
    assertThat(explore(begin(2, new TreeMap<>(), -1), 1, 1)).isGreaterThan(1000);
  }
}
