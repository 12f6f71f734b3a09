package org.voxelbench.harness.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.voxelbench.base.BadInputException;
import org.voxelbench.datasets.card.DatasetCard;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.preparation.cache.PreparedDataset;
import org.voxelbench.preparation.split.CrossValidation;
import org.voxelbench.preparation.split.Fold;
import org.voxelbench.preparation.split.Grouping;
import org.voxelbench.preparation.split.Split;
import org.voxelbench.preparation.split.SplitsFile;
import org.voxelbench.results.ExperimentSummary;
import org.voxelbench.training.pretext.DownstreamPlan;
import org.voxelbench.training.protocol.Protocol;
import org.voxelbench.training.protocol.Protocols;

/**
 * A labelled data set of the experiment, verified, split and preprocessed.
 *
 * @param entry its entry in the protocol
 * @param card its card
 * @param raw the raw cases
 * @param contentHash hash of its files
 * @param folds nnU-Net's five folds, or the data set's own
 * @param dynamic cached under its own plan; null if no method needs it
 * @param fixed cached under the pre-training plan; null if no method needs it
 */
public record LabelledDataset(
    Protocol.DatasetEntry entry,
    DatasetCard card,
    RawDataset raw,
    String contentHash,
    List<Split> folds,
    PreparedDataset dynamic,
    PreparedDataset fixed) {

  private static final String SPLITS = "splits_final.json";

  /**
   * The folds of the data set's own {@code splits_final.json} if it has one, else nnU-Net's.
   *
   * @throws BadInputException naming the data set, if it can't be split
   */
  public static List<Split> folds(Protocol.DatasetEntry entry, RawDataset raw) {
    Path own = raw.folder().resolve(SPLITS);
    try {
      CrossValidation crossValidation = crossValidation(entry, raw);
      if (!Files.isRegularFile(own)) {
        return crossValidation.folds();
      }
      List<Split> splits =
          SplitsFile.read(own, raw.trainingCases().stream().map(RawCase::id).toList());
      crossValidation.checkTogether(splits);
      return splits;
    } catch (BadInputException e) {
      throw new BadInputException("data set '" + raw.name() + "': " + e.getMessage(), e);
    }
  }

  private static CrossValidation crossValidation(Protocol.DatasetEntry entry, RawDataset raw) {
    Grouping grouping =
        entry.groups() == null ? Grouping.none() : Grouping.byPattern(entry.groups());
    List<String> ids = raw.trainingCases().stream().map(RawCase::id).toList();
    return new CrossValidation(ids, grouping);
  }

  /** The cache under a plan. */
  public PreparedDataset prepared(DownstreamPlan plan) {
    return plan == DownstreamPlan.FIXED ? fixed : dynamic;
  }

  /** Training and validation cases of a fold, the former bounded as the protocol says. */
  public Split split(int fold) {
    return split(entry, raw, folds, fold);
  }

  /** As {@link #split(int)}, of a data set that is not prepared yet. */
  public static Split split(
      Protocol.DatasetEntry entry, RawDataset raw, List<Split> folds, int fold) {
    Split split = crossValidation(entry, raw).split(Fold.of(fold), folds);
    List<String> train = split.train();
    Integer most = entry.trainingCases();
    return most == null || most >= train.size()
        ? split
        : new Split(train.subList(0, most), split.val());
  }

  /** Hash of the folds and their bound. */
  public String splitHash() {
    return splitHash(entry, folds);
  }

  /** As {@link #splitHash()}, of a data set that is not prepared yet. */
  public static String splitHash(Protocol.DatasetEntry entry, List<Split> folds) {
    return Protocols.hash(
        List.of(
            folds, Optional.ofNullable(entry.trainingCases()).map(Object::toString).orElse("all")));
  }

  /** The raw case of that id. */
  public RawCase rawCase(String id) {
    return raw.trainingCases().stream()
        .filter(candidate -> candidate.id().equals(id))
        .findFirst()
        .orElseThrow(
            () -> new BadInputException("data set '" + raw.name() + "' has no case '" + id + "'."));
  }

  /** The card in brief, with what the data themselves say. */
  public ExperimentSummary.DatasetNote note() {
    return new ExperimentSummary.DatasetNote(
        card.name(),
        role(),
        card.modality(),
        raw.labels().foregroundNames(),
        raw.trainingCases().size(),
        card.citation().orElse("not stated"),
        card.licence().orElse("not stated"));
  }

  /** {@code dev} or {@code test}. */
  public String role() {
    return card.role().name().toLowerCase(Locale.ROOT);
  }
}
