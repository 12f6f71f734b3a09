package org.voxelbench.fuzz;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.Labels;
import org.voxelbench.datasets.card.DatasetCards;
import org.voxelbench.datasets.corpus.CorpusKind;
import org.voxelbench.datasets.corpus.CorpusSource;
import org.voxelbench.datasets.install.Archive;
import org.voxelbench.datasets.nifti.Nifti;
import org.voxelbench.datasets.raw.DatasetJson;
import org.voxelbench.datasets.raw.ReaderChoice;
import org.voxelbench.datasets.volume.Volumes;
import org.voxelbench.engine.safetensors.Safetensors;
import org.voxelbench.evaluation.export.ProbabilityEnsemble;
import org.voxelbench.evaluation.metrics.Summary;
import org.voxelbench.evaluation.postprocess.Postprocessing;
import org.voxelbench.preparation.plan.PlanJson;
import org.voxelbench.preparation.split.SplitsFile;
import org.voxelbench.reports.published.PublishedTable;
import org.voxelbench.results.ExperimentJson;
import org.voxelbench.results.ResultRow;
import org.voxelbench.results.ResultsCsv;
import org.voxelbench.training.protocol.Protocol;
import org.voxelbench.training.protocol.Protocols;

/** The readers of files that others wrote, and what a file may cost by its own size. */
enum FuzzTarget {
  NIFTI("case.nii", FuzzTarget.PARSED, FuzzTarget::nifti),
  NIFTI_GZ("case.nii.gz", FuzzTarget.INFLATED, FuzzTarget::nifti),
  NRRD("case.nrrd", FuzzTarget.INFLATED, FuzzTarget::volumes),
  METAIMAGE("case.mha", FuzzTarget.INFLATED, FuzzTarget::volumes),
  DICOM("case.dcm", FuzzTarget.INFLATED, FuzzTarget::volumes),
  SAFETENSORS("weights.safetensors", FuzzTarget.PARSED, Safetensors::read),
  SAFETENSORS_INDEX("model.safetensors.index.json", FuzzTarget.PARSED, WeightsInput::index),
  PYTORCH("model.pth", FuzzTarget.PARSED, WeightsInput::archive),
  PYTORCH_PICKLE("data.pkl", FuzzTarget.PARSED, WeightsInput::pickle),
  PROTOCOL("protocol.yaml", FuzzTarget.PARSED, FuzzTarget::protocol),
  CARD("card.yaml", FuzzTarget.PARSED, DatasetCards::read),
  PLANS("plans.json", FuzzTarget.PARSED, file -> PlanJson.toJson(PlanJson.readPlan(file))),
  FINGERPRINT("dataset_fingerprint.json", FuzzTarget.PARSED, PlanJson::readFingerprint),
  PRETRAIN_DATA("pretrain_data.json", FuzzTarget.PARSED, file -> list(CorpusKind.NNSSL, file)),
  OPENMIND_CSV(
      "openneuro_metadata.csv", FuzzTarget.PARSED, file -> list(CorpusKind.OPENMIND, file)),
  IMAGES_CSV("images.csv", FuzzTarget.PARSED, file -> list(CorpusKind.LIST, file)),
  DATASET_JSON("dataset.json", FuzzTarget.PARSED, DatasetJson::read),
  SPLITS(
      "splits_final.json",
      FuzzTarget.PARSED,
      file -> SplitsFile.read(file, Set.of("a", "b", "c", "d", "e"))),
  SUMMARY("summary.json", FuzzTarget.PARSED, Summary::read),
  POSTPROCESSING("postprocessing.json", FuzzTarget.PARSED, Postprocessing::read),
  EXPERIMENT("experiment.json", FuzzTarget.PARSED, ExperimentJson::read),
  RESULTS_CSV("results.csv", FuzzTarget.PARSED, FuzzTarget::results),
  PUBLISHED_CSV("published.csv", FuzzTarget.PARSED, PublishedTable::read),
  PROBABILITIES("case.npz", FuzzTarget.INFLATED, FuzzTarget::probabilities),
  ZIP("archive.zip", FuzzTarget.INFLATED, FuzzTarget::unpack),
  TAR("archive.tar", FuzzTarget.PARSED, FuzzTarget::unpack),
  TAR_GZ("archive.tar.gz", FuzzTarget.INFLATED, FuzzTarget::unpack);

  /** Reads a file and forgets what it said. */
  interface Reader {
    void read(Path file) throws IOException;
  }

  /** The folder into which an archive is unpacked. */
  static final String UNPACKED = "unpacked";

  /** Bytes of memory a byte of text may cost: trees of nodes, texts, messages. */
  private static final int PARSED = 400;

  /** Deflate makes up to 1032 bytes of one, a voxel takes up to 8, and arrays grow by doubling. */
  private static final int INFLATED = 1032 * 8 * 6;

  private final String fileName;
  private final int costPerByte;
  private final Reader reader;

  FuzzTarget(String fileName, int costPerByte, Reader reader) {
    this.fileName = fileName;
    this.costPerByte = costPerByte;
    this.reader = reader;
  }

  /** The name a file of this kind has. */
  String fileName() {
    return fileName;
  }

  /** Bytes of memory that reading a file of so many bytes may take in all. */
  long mostMemory(int bytes) {
    return (16L << 20) + (long) costPerByte * bytes;
  }

  /** The target of that name in {@code make fuzz}. */
  static FuzzTarget named(String name) {
    return Arrays.stream(values())
        .filter(target -> target.corpus().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no reader '" + name + "'"));
  }

  /** Its name, and that of the folder of the inputs that are kept. */
  String corpus() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  void read(Path file) throws IOException {
    reader.read(file);
  }

  private static void list(CorpusKind kind, Path file) {
    CorpusSource.of(kind, Optional.empty(), Optional.empty(), Optional.empty())
        .list(file.getParent());
  }

  private static void nifti(Path file) {
    Nifti.read(file);
    Nifti.readImage(file);
    Nifti.readLabelMap(file);
  }

  private static void volumes(Path file) {
    Volumes.files(file);
    int last = Volumes.count(file) - 1;
    Volumes.readImage(file, last);
    Volumes.readLabelMap(file, last);
  }

  /** What is read can be used, and written again as the same. */
  private static void protocol(Path file) {
    Protocol protocol = Protocols.load(file.toString());
    String text = Protocols.text(protocol);
    Protocol again = Protocols.parse("what was written", text);
    if (!again.equals(protocol)) {
      throw new AssertionError("reads back as another protocol: " + text);
    }
    Protocols.comparabilityHash(protocol);
    protocol.plans().fixed().architecture();
  }

  private static void results(Path file) {
    List<ResultRow> rows = ResultsCsv.read(file);
    if (!rows.isEmpty()) {
      ResultsCsv.text(rows);
    }
  }

  private static void probabilities(Path file) {
    Labels labels = new Labels(Map.of("background", List.of(0), "lesion", List.of(1)), List.of());
    Geometry geometry = Geometry.axisAligned(new int[] {2, 2, 2}, new double[] {1, 1, 1});
    ProbabilityEnsemble ensemble = new ProbabilityEnsemble(labels, ReaderChoice.AS_STORED);
    ensemble.segment(List.of(file), geometry);
  }

  private static void unpack(Path file) throws IOException {
    Archive.unpack(file, file.resolveSibling(UNPACKED));
  }
}
