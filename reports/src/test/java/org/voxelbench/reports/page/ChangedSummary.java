package org.voxelbench.reports.page;

import java.util.List;
import java.util.Map;
import org.voxelbench.results.Claim;
import org.voxelbench.results.ExperimentSummary;
import org.voxelbench.results.ExperimentSummary.DatasetNote;
import org.voxelbench.results.ExperimentSummary.MethodNote;
import org.voxelbench.results.ExperimentSummary.PreTrainingNote;
import org.voxelbench.results.ExperimentSummary.RunNote;
import org.voxelbench.results.ExperimentSummary.TestUseNote;

/** A summary in which a test says something else, and all the rest stays. */
public final class ChangedSummary {

  private final ExperimentSummary own;
  private String protocol;
  private List<String> protocolText;
  private String command;
  private List<DatasetNote> datasets;
  private List<MethodNote> methods;
  private Map<String, String> machine;
  private List<RunNote> runs;
  private List<PreTrainingNote> preTrainings;
  private List<TestUseNote> testUse;
  private List<Claim> claims;

  private ChangedSummary(ExperimentSummary own) {
    this.own = own;
    this.protocol = own.protocol();
    this.protocolText = own.protocolText();
    this.command = own.command();
    this.datasets = own.datasets();
    this.methods = own.methods();
    this.machine = own.machine();
    this.runs = own.runs();
    this.preTrainings = own.preTrainings();
    this.testUse = own.testUse();
    this.claims = own.claims();
  }

  public static ChangedSummary of(ExperimentSummary own) {
    return new ChangedSummary(own);
  }

  /** The protocol's name, words and command. */
  ChangedSummary protocol(String name, List<String> text, String itsCommand) {
    protocol = name;
    protocolText = text;
    command = itsCommand;
    return this;
  }

  ChangedSummary datasets(List<DatasetNote> others) {
    datasets = others;
    return this;
  }

  ChangedSummary methods(List<MethodNote> others) {
    methods = others;
    return this;
  }

  ChangedSummary machine(Map<String, String> other) {
    machine = other;
    return this;
  }

  public ChangedSummary runs(List<RunNote> others) {
    runs = others;
    return this;
  }

  public ChangedSummary preTrainings(List<PreTrainingNote> others) {
    preTrainings = others;
    return this;
  }

  ChangedSummary testUse(List<TestUseNote> others) {
    testUse = others;
    return this;
  }

  ChangedSummary claims(List<Claim> others) {
    claims = others;
    return this;
  }

  public ExperimentSummary build() {
    return new ExperimentSummary(
        protocol,
        own.protocolHash(),
        protocolText,
        command,
        datasets,
        methods,
        machine,
        runs,
        preTrainings,
        testUse,
        claims,
        own.recipes(),
        own.means());
  }
}
