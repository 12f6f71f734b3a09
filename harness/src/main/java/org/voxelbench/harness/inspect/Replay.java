package org.voxelbench.harness.inspect;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.voxelbench.base.BadInputException;
import org.voxelbench.engine.EngineInfo;
import org.voxelbench.engine.NdArray;
import org.voxelbench.results.ResultRow;
import org.voxelbench.store.EpochRow;
import org.voxelbench.store.Manifest;
import org.voxelbench.store.RunFolder;
import org.voxelbench.store.RunKey;

/**
 * In what two trainings of the same run differ.
 *
 * @param lines what was compared, one sentence each
 * @param isSame whether weights, losses and rows are equal, bit for bit
 * @param keepsPromise whether they are, or the device of one promised no bits
 */
public record Replay(List<String> lines, boolean isSame, boolean keepsPromise) {

  /** Something of which the two have equally many. */
  private record Part(String sentence, boolean same) {}

  /** Compares two runs that are done. */
  public static Replay of(RunFolder made, RunFolder again) {
    Manifest first = made.manifest().orElseThrow();
    Manifest second = again.manifest().orElseThrow();
    List<Part> parts = new ArrayList<>();
    parts.add(
        weights(
            made.weights().read(first.outcome().weightsSha256()),
            again.weights().read(second.outcome().weightsSha256())));
    parts.add(losses(made.epochs(), again.epochs()));
    if (first.key() instanceof RunKey) {
      parts.add(dice(made.rows(), again.rows()));
    }
    boolean same = parts.stream().allMatch(Part::same);
    List<String> lines = new ArrayList<>(environments(first, second));
    parts.forEach(part -> lines.add(part.sentence()));
    boolean promised =
        first.environment().engine().deterministic()
            && second.environment().engine().deterministic();
    if (!promised) {
      lines.add("The device does not promise the same bits for the same seed.");
    }
    return new Replay(List.copyOf(lines), same, same || !promised);
  }

  /** What the two were made with, where it differs. */
  private static List<String> environments(Manifest first, Manifest second) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Made on "
            + where(first.environment().engine())
            + " on "
            + Instant.parse(first.ended()).truncatedTo(ChronoUnit.SECONDS)
            + ", replayed on "
            + where(second.environment().engine())
            + ".");
    first
        .environment()
        .hardware()
        .forEach(
            (what, before) ->
                other(lines, what, before, second.environment().hardware().get(what)));
    first
        .environment()
        .versions()
        .forEach(
            (what, before) ->
                other(lines, what, before, second.environment().versions().get(what)));
    other(lines, "Commit", first.environment().gitCommit(), second.environment().gitCommit());
    return lines;
  }

  private static void other(List<String> lines, String what, String before, String now) {
    if (!before.equals(now)) {
      lines.add(what + " differs: " + before + " | " + now);
    }
  }

  private static String where(EngineInfo engine) {
    return engine.id() + ", " + engine.device() + " (" + engine.deviceName() + ")";
  }

  private static Part weights(Map<String, NdArray> made, Map<String, NdArray> again) {
    if (!made.keySet().equals(again.keySet())) {
      throw new BadInputException("the two runs have different weights: " + made.keySet() + ".");
    }
    int different = 0;
    double most = 0;
    String where = "";
    double squares = 0;
    double all = 0;
    for (Map.Entry<String, NdArray> entry : made.entrySet()) {
      NdArray a = entry.getValue();
      NdArray b = again.get(entry.getKey());
      boolean same = true;
      for (int i = 0; i < a.size(); i++) {
        double difference = Math.abs(a.at(i) - b.at(i));
        same &= Double.doubleToLongBits(a.at(i)) == Double.doubleToLongBits(b.at(i));
        squares += difference * difference;
        all += a.at(i) * a.at(i);
        if (difference > most) {
          most = difference;
          where = entry.getKey();
        }
      }
      different += same ? 0 : 1;
    }
    return different == 0
        ? new Part("Weights: all " + made.size() + " tensors are equal, bit for bit.", true)
        : new Part(
            String.format(
                Locale.ROOT,
                "Weights: %d of %d tensors differ, by %.2g of their length (L2), at most by %.2g"
                    + " in '%s'.",
                different,
                made.size(),
                Math.sqrt(squares / all),
                most,
                where),
            false);
  }

  private static Part losses(List<EpochRow> made, List<EpochRow> again) {
    double most = 0;
    int first = -1;
    for (int e = 0; e < Math.min(made.size(), again.size()); e++) {
      double difference = Math.abs(made.get(e).trainLoss() - again.get(e).trainLoss());
      if (first < 0 && difference != 0) {
        first = e;
      }
      most = Math.max(most, difference);
    }
    return first < 0 && made.size() == again.size()
        ? new Part("Training losses: equal in all " + made.size() + " epochs.", true)
        : new Part(
            String.format(
                Locale.ROOT,
                "Training losses: differ from epoch %d on, at most by %.2g.",
                first,
                most),
            false);
  }

  private static Part dice(List<ResultRow> made, List<ResultRow> again) {
    int different = 0;
    double most = 0;
    String where = "";
    for (int r = 0; r < made.size(); r++) {
      ResultRow a = made.get(r);
      ResultRow b = again.get(r);
      different += a.equals(b) ? 0 : 1;
      double difference = Math.abs(a.dice() - b.dice());
      if (difference > most) {
        most = difference;
        where = a.caseId() + ", " + a.label();
      }
    }
    return different == 0
        ? new Part("Results: all " + made.size() + " rows are equal.", true)
        : new Part(
            String.format(
                Locale.ROOT,
                "Results: %d of %d rows differ; Dice by at most %.2g%s.",
                different,
                made.size(),
                most,
                where.isEmpty() ? "" : " (" + where + ")"),
            false);
  }
}
