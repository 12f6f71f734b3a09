package org.voxelbench.harness.survey;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a data set shows.
 *
 * @param dataset its name
 * @param classes names of its classes; empty if it is unlabelled
 * @param channels names of its channels
 * @param cases the cases that could be read, training cases first
 * @param all how many cases there are
 * @param remarks what to look at, the gravest first
 * @param verifier what a benchmark would say of it before training, refusals first
 * @param notes how it was looked at, in sentences
 */
public record Survey(
    String dataset,
    List<String> classes,
    List<String> channels,
    List<SurveyedCase> cases,
    int all,
    List<Remark> remarks,
    List<String> verifier,
    List<String> notes) {

  /** The data set's cases that a remark is about, in the remarks' order. */
  public Set<CaseKey> remarked() {
    Set<CaseKey> remarked = new LinkedHashSet<>();
    remarks.forEach(remark -> remarked.addAll(remark.cases()));
    remarked.removeIf(key -> key.part() == Part.OTHER);
    return remarked;
  }

  /** The remarks about a case. */
  public List<Remark> about(CaseKey key) {
    List<Remark> about = new ArrayList<>(remarks);
    about.removeIf(remark -> !remark.cases().contains(key));
    return about;
  }
}
