package org.voxelbench.reports.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.voxelbench.reports.ranking.ComparableRows;
import org.voxelbench.reports.ranking.MethodEffects;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.reports.ranking.Scores;
import org.voxelbench.reports.table.NumberText;
import org.voxelbench.results.Claim;

/**
 * The answers to all claims of a protocol.
 *
 * @param all in the protocol's order
 */
public record ClaimAnswers(List<ClaimAnswer> all) {

  public static ClaimAnswers of(Results results) {
    return of(results.experiment(), results.scores());
  }

  /** The same of rows and their means. */
  public static ClaimAnswers of(ComparableRows experiment, Scores scores) {
    List<Claim> claims = experiment.summary().claims();
    List<ClaimAnswer> answers = new ArrayList<>();
    if (!claims.isEmpty()) {
      ClaimReader reader = new ClaimReader(experiment, MethodEffects.of(experiment, scores));
      for (Claim claim : claims) {
        String place = Integer.toString(answers.size() + 1);
        answers.add(reader.answer(claim, claim.name().isEmpty() ? place : claim.name()));
      }
    }
    return new ClaimAnswers(List.copyOf(answers));
  }

  /** Whether every claim is supported. */
  public boolean allSupported() {
    return all.stream().allMatch(answer -> answer.verdict() == ClaimVerdict.SUPPORTED);
  }

  /** Such as {@code 2 of 5 claims supported, 1 contradicted, 2 undecided.} */
  public String sentence() {
    String supported =
        count(ClaimVerdict.SUPPORTED)
            + " of "
            + NumberText.count(all.size(), "claim")
            + " supported";
    List<String> others =
        Stream.of(ClaimVerdict.values())
            .filter(verdict -> verdict != ClaimVerdict.SUPPORTED && count(verdict) > 0)
            .map(verdict -> ", " + count(verdict) + " " + verdict.text())
            .toList();
    return supported + String.join("", others) + ".";
  }

  private long count(ClaimVerdict verdict) {
    return all.stream().filter(answer -> answer.verdict() == verdict).count();
  }
}
