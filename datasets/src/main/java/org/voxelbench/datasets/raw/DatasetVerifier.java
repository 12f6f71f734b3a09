package org.voxelbench.datasets.raw;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.voxelbench.datasets.DatasetException;

/**
 * Reads a whole data set once and says what would spoil a training: missing or damaged files,
 * images and labels that don't fit each other, undeclared labels, NaN or infinite voxels, spacing
 * that isn't positive, axes that aren't at right angles (nnU-Net: {@code
 * verify_dataset_integrity.py}).
 */
public final class DatasetVerifier {

  private DatasetVerifier() {}

  /** Hears of each case that has been read; called by one thread at a time. */
  @FunctionalInterface
  public interface Progress {

    /** Tells that {@code done} of {@code total} cases have been read. */
    void report(int done, int total);
  }

  /** Verifies on one thread, silently. */
  public static List<String> verify(RawDataset dataset) {
    return verify(dataset, 1, (done, total) -> {});
  }

  /**
   * Verifies all training and test cases.
   *
   * @param threads cases read at the same time, each in memory as a whole
   * @return warnings, of which none stands in the way of a training
   * @throws DatasetException with the first problem, in the order of cases, and a count of others
   */
  public static List<String> verify(RawDataset dataset, int threads, Progress progress) {
    List<RawCase> cases = new ArrayList<>(dataset.trainingCases());
    int training = cases.size();
    cases.addAll(dataset.testCases());
    List<CaseCheck.Findings> findings = checkAll(dataset, cases, training, threads, progress);
    List<String> problems = new ArrayList<>(counted(dataset));
    findings.forEach(f -> problems.addAll(f.problems()));
    if (!problems.isEmpty()) {
      int others = problems.size() - 1;
      throw new DatasetException(
          problems.get(0) + (others == 0 ? "" : " (And " + others + " more like this.)"));
    }
    return findings.stream().flatMap(f -> f.warnings().stream()).toList();
  }

  private static List<String> counted(RawDataset dataset) {
    int found = dataset.trainingCases().size();
    return dataset.json().stream()
        .filter(json -> json.trainingCases().orElse(found) != found)
        .map(
            json ->
                dataset.folder().resolve(DatasetJson.NAME)
                    + ": 'numTraining' is "
                    + json.trainingCases().getAsInt()
                    + ", but imagesTr holds "
                    + found
                    + " cases; correct it or add what is missing.")
        .toList();
  }

  private static List<CaseCheck.Findings> checkAll(
      RawDataset dataset, List<RawCase> cases, int training, int threads, Progress progress) {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      AtomicInteger done = new AtomicInteger();
      List<Callable<CaseCheck.Findings>> checks = new ArrayList<>();
      for (int i = 0; i < cases.size(); i++) {
        CaseCheck check = new CaseCheck(cases.get(i), dataset.json(), i < training);
        checks.add(
            () -> {
              CaseCheck.Findings found = check.run();
              synchronized (done) {
                progress.report(done.incrementAndGet(), cases.size());
              }
              return found;
            });
      }
      List<CaseCheck.Findings> findings = new ArrayList<>();
      for (Future<CaseCheck.Findings> future : pool.invokeAll(checks)) {
        findings.add(future.get());
      }
      return findings;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatasetException(dataset.folder() + ": the verification was interrupted.", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a case could not be checked", e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }
}
