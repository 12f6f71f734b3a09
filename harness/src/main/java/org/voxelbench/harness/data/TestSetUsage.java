package org.voxelbench.harness.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.voxelbench.datasets.card.Role;
import org.voxelbench.harness.experiment.ConfiguredMethod;
import org.voxelbench.harness.experiment.Experiment;
import org.voxelbench.results.ExperimentSummary.TestUseNote;
import org.voxelbench.store.TestLedger;
import org.voxelbench.store.TestLedger.Entry;

/**
 * How often the settings of each method were tried on the test data of an experiment, here and in
 * all experiments that share the ledger.
 *
 * @param experiment the experiment
 * @param datasets those of its data sets that are test data
 * @param ledger the ledger
 */
public record TestSetUsage(Experiment experiment, List<String> datasets, TestLedger ledger) {

  public static TestSetUsage of(Experiment experiment, DatasetCatalog catalog, TestLedger ledger) {
    return new TestSetUsage(
        experiment,
        experiment.protocol().datasets().stream()
            .filter(entry -> LabelledDataset.role(entry, catalog.card(entry.name())) == Role.TEST)
            .map(entry -> entry.name())
            .toList(),
        ledger);
  }

  /** Makes the ledger, so that one that can't be kept is known before the first training. */
  public void begin() {
    if (!datasets.isEmpty()) {
      ledger.begin();
    }
  }

  /**
   * Refuses an experiment that would try more settings of a method than its protocol allows.
   *
   * @throws org.voxelbench.base.BadInputException naming each method and data set
   */
  public void refuseBeyondBound() {
    Integer most = experiment.protocol().evaluation().testSettings();
    if (most == null) {
      return;
    }
    Faults faults = new Faults();
    List<Entry> entries = ledger.entries();
    for (String dataset : datasets) {
      for (ConfiguredMethod method : experiment.methods()) {
        Set<String> tried = distinct(of(method, dataset, entries), Entry::settingsHash);
        int before = tried.size();
        experiment.methods().stream()
            .filter(other -> other.entry().id().equals(method.entry().id()))
            .forEach(other -> tried.add(other.settingsHash()));
        if (tried.size() > most && tried.size() > before) {
          faults.add(
              "the test data '"
                  + dataset
                  + "' would see "
                  + tried.size()
                  + " settings of method '"
                  + method.entry().id()
                  + "', "
                  + before
                  + " of which stand in '"
                  + ledger.file()
                  + "', but 'evaluation.testSettings' allows "
                  + most
                  + "; choose settings on data sets of role dev, or raise the bound and say so.");
        }
      }
    }
    faults.refuse();
  }

  /** One note per method and test data set. */
  public List<TestUseNote> notes() {
    if (datasets.isEmpty()) {
      return List.of();
    }
    List<Entry> entries = ledger.entries();
    List<TestUseNote> notes = new ArrayList<>();
    for (String dataset : datasets) {
      for (ConfiguredMethod method : experiment.methods()) {
        List<Entry> tries = of(method, dataset, entries);
        notes.add(
            new TestUseNote(
                method.label(),
                dataset,
                distinct(
                        tries.stream()
                            .filter(e -> e.settingsHash().equals(method.settingsHash()))
                            .toList(),
                        Entry::run)
                    .size(),
                distinct(tries, Entry::settingsHash).size(),
                distinct(tries, Entry::run).size(),
                distinct(tries, Entry::protocolHash).size()));
      }
    }
    return notes;
  }

  private static List<Entry> of(ConfiguredMethod method, String dataset, List<Entry> entries) {
    return entries.stream()
        .filter(e -> e.dataset().equals(dataset) && e.method().equals(method.entry().id()))
        .toList();
  }

  private static Set<String> distinct(List<Entry> entries, Function<Entry, String> value) {
    return entries.stream().map(value).collect(Collectors.toCollection(TreeSet::new));
  }
}
