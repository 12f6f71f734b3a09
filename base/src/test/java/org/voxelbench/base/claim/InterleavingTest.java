package org.voxelbench.base.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
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

  /** Goes through all states that can be reached; how many there are. */
  private static int explore(ModelState first, int mayDie, int mayBeDoubted) {
    Set<ModelState> known = new HashSet<>(Set.of(first));
    Deque<ModelState> open = new ArrayDeque<>(known);
    while (!open.isEmpty()) {
      ModelState state = open.pop();
      assertLivingInsideAlone(state);
      for (ModelState next : successors(state, mayDie, mayBeDoubted)) {
        if (known.add(next)) {
          open.push(next);
        }
      }
    }
    return known.size();
  }

  private static void assertLivingInsideAlone(ModelState state) {
    Set<Integer> inside = new HashSet<>(state.inside());
    inside.removeAll(state.dead());
    inside.removeAll(state.doubted());
    assertThat(inside).as("%s", state).hasSizeLessThan(2);
  }

  private static List<ModelState> successors(ModelState state, int mayDie, int mayBeDoubted) {
    List<ModelState> next = new ArrayList<>();
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
        ModelState after = state.copy();
        boolean done = new ModelTurn(after, process, look).run();
        if (!after.answers().get(process).equals(state.answers().get(process))) {
          int highest = after.slots().isEmpty() ? -1 : after.slots().lastKey();
          next.add(
              new ModelState(
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
        ModelState after = state.copy();
        after.dead().add(process);
        next.add(after);
      }
      if (state.doubted().size() < mayBeDoubted && !state.doubted().contains(process)) {
        ModelState after = state.copy();
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
  private static void assertFree(ModelState state) {
    ModelState after = state.copy();
    after.answers().add(new ArrayList<>());
    int process = after.answers().size() - 1;
    for (int step = 0; step < 20 && !after.inside().contains(process); step++) {
      new ModelTurn(after, process, OptionalInt.empty()).run();
    }
    assertThat(after.inside()).as("%s", state).contains(process);
  }

  @Test
  void ofThreeWhoComeToANewUnitOneAtATimeHasIt() {
    assertThat(explore(ModelState.begin(3, new TreeMap<>(), -1), 0, 0)).isGreaterThan(1000);
  }

  @Test
  void aDeadOwnersUnitPassesToOneOfThemWhoeverDiesMeanwhile() {
    ModelState died = ModelState.begin(3, new TreeMap<>(), 1);
    died.slots().put(1, new ModelState.Slot("claim of 9", false));
    died.dead().add(9);
    assertThat(explore(died, 1, 0)).isGreaterThan(1000);
    ModelState two = ModelState.begin(2, new TreeMap<>(died.slots()), 1);
    two.dead().add(9);
    assertThat(explore(two, 2, 0)).isGreaterThan(1000);
  }

  @Test
  void whoIsTakenForDeadAndWakesFindsThatItLostIt() {
    assertThat(explore(ModelState.begin(2, new TreeMap<>(), -1), 1, 1)).isGreaterThan(1000);
  }
}
