package org.voxelbench.harness.selftest;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.Precision;
import org.voxelbench.harness.selftest.ops.ArrayOpPrograms;
import org.voxelbench.harness.selftest.ops.OpOutcome;
import org.voxelbench.harness.selftest.ops.OpProgram;
import org.voxelbench.harness.selftest.ops.SeededValues;
import org.voxelbench.harness.selftest.ops.Tolerances;
import org.voxelbench.harness.selftest.ops.VolumeOpPrograms;

/**
 * Every op of the contract, its value and its gradients, against the oracle; twice for equal bits
 * where the engine promises them.
 */
final class OpSuite implements Section {

  private final Oracle oracle;
  private final Map<Precision, List<OpProgram>> programs;

  /**
   * Prepares.
   *
   * @param programs uses of ops, on inputs for each precision
   */
  OpSuite(Oracle oracle, Map<Precision, List<OpProgram>> programs) {
    this.oracle = oracle;
    this.programs = programs;
  }

  /** Uses of all ops that the contract has. */
  static Map<Precision, List<OpProgram>> programs() {
    Map<Precision, List<OpProgram>> programs = new EnumMap<>(Precision.class);
    for (Precision precision : List.of(Precision.FP32, Precision.BF16)) {
      SeededValues values = SeededValues.of(precision);
      List<OpProgram> all = new ArrayList<>(new VolumeOpPrograms(values).all());
      all.addAll(ArrayOpPrograms.all(values));
      programs.put(precision, all);
    }
    return programs;
  }

  @Override
  public String name() {
    return "ops";
  }

  @Override
  public double share() {
    return 3;
  }

  @Override
  public void check(Subject subject, Engine engine, Checks checks) {
    double bound = Tolerances.of(subject.precision()).op();
    programs.get(subject.precision()).stream()
        .collect(Collectors.groupingBy(OpProgram::group, LinkedHashMap::new, Collectors.toList()))
        .forEach(
            (group, programs) ->
                checks.run(
                    group, () -> new Group(programs, engine, bound).check(checks.deadline())));
  }

  /** The ops of one kind. */
  private final class Group {

    private final List<OpProgram> programs;
    private final Engine engine;
    private final double bound;
    private final List<String> wrong = new ArrayList<>();
    private double largest;
    private String where = "";

    Group(List<OpProgram> programs, Engine engine, double bound) {
      this.programs = programs;
      this.engine = engine;
      this.bound = bound;
    }

    Finding check(Deadline deadline) {
      int done = 0;
      while (done < programs.size() && !deadline.passed()) {
        check(programs.get(done));
        done++;
      }
      Map<String, Double> figures = new LinkedHashMap<>();
      figures.put("uses", (double) done);
      figures.put("uses_left_out", (double) (programs.size() - done));
      figures.put("uses_wrong", (double) wrong.size());
      figures.put("largest_error", largest);
      figures.put("bound", bound);
      Verdict verdict = Verdict.PASSED;
      if (!wrong.isEmpty()) {
        verdict = Verdict.FAILED;
      } else if (done < programs.size()) {
        verdict = Verdict.LEFT_OUT;
      }
      return new Finding(verdict, figures, remark(done));
    }

    private void check(OpProgram program) {
      try {
        OpOutcome found = OpOutcome.of(engine, program);
        OpOutcome.Deviation off = found.farthest(oracle.outcome(program));
        String what = off.array() + " in " + program.name();
        if (Double.compare(off.distance(), largest) > 0) {
          largest = off.distance();
          where = what;
        }
        if (!(off.distance() <= bound)) {
          wrong.add(String.format(Locale.ROOT, "%s is off by %.2g", what, off.distance()));
        } else if (engine.info().deterministic()
            && !OpOutcome.of(engine, program).equalBits(found)) {
          wrong.add(program.name() + " gave other bits the second time");
        }
      } catch (RuntimeException e) {
        wrong.add(program.name() + " failed: " + e.getMessage());
      }
    }

    private String remark(int done) {
      String left =
          done < programs.size() ? (programs.size() - done) + " uses left out for time; " : "";
      if (!wrong.isEmpty()) {
        return String.format(
            Locale.ROOT,
            "%s%d of %d uses wrong (bound %.2g): %s",
            left,
            wrong.size(),
            done,
            bound,
            String.join("; ", wrong));
      }
      return String.format(
          Locale.ROOT,
          "%s%d uses%s; largest error %.1e of %.1e%s",
          left,
          done,
          engine.info().deterministic() ? ", equal bits twice" : "",
          largest,
          bound,
          where.isEmpty() ? "" : " (" + where + ")");
    }
  }
}
