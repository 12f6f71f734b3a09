package org.voxelbench.harness.checkpoint;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.file.Sha256;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.download.Digest;
import org.voxelbench.datasets.download.Downloader;
import org.voxelbench.datasets.download.RemoteFile;
import org.voxelbench.training.pretext.CheckpointSource;

/**
 * Where files of weights lie: at a path, or in a folder that keeps what was fetched.
 *
 * @param cache folder of fetched files
 */
record CheckpointPlace(Path cache) {

  private static final Logger LOG = LoggerFactory.getLogger(CheckpointPlace.class);

  /** nnU-Net's variable of the folder of fetched checkpoints. */
  private static final String NNUNET_FOLDER = "nnssl_pretrained_models";

  private static final int SHORT_HASH = 12;

  /** A file and its hash. */
  record Found(Path file, String sha256) {}

  /** The place that an environment asks for. */
  static CheckpointPlace of(Map<String, String> environment) {
    return new CheckpointPlace(
        Optional.ofNullable(environment.get(NNUNET_FOLDER))
            .map(Path::of)
            .orElseGet(
                () ->
                    Optional.ofNullable(environment.get("XDG_CACHE_HOME"))
                        .map(Path::of)
                        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"))
                        .resolve("voxelbench")
                        .resolve("checkpoints")));
  }

  /**
   * Finds a file, fetches it if it was never fetched, and hashes it.
   *
   * @param label the method that asks for it
   * @throws BadInputException if it is not there and can't be fetched, or another file than the
   *     protocol names
   */
  Found find(String label, CheckpointSource source) {
    Path file = source.fetch().isEmpty() ? Path.of(source.file()) : fetched(label, source);
    if (!Files.isRegularFile(file)) {
      throw new BadInputException(
          "method '"
              + label
              + "' starts from '"
              + file
              + "', which is no file; correct 'file', or give 'fetch' an address.");
    }
    String hash = Sha256.ofInput(file);
    if (!source.sha256().isEmpty() && !source.sha256().equals(hash)) {
      throw new BadInputException(
          "method '"
              + label
              + "' starts from the file of SHA-256 "
              + source.sha256()
              + ", but '"
              + file
              + "' has "
              + hash
              + "; take the right file, or correct 'sha256'"
              + (source.fetch().isEmpty() ? "." : ", and remove the file to fetch it again."));
    }
    return new Found(file, hash);
  }

  private Path fetched(String label, CheckpointSource source) {
    URI address = URI.create(source.fetch());
    String path = address.getPath();
    Path file =
        cache.resolve(
            Sha256.of(source.fetch()).substring(0, SHORT_HASH)
                + "-"
                + path.substring(path.lastIndexOf('/') + 1));
    if (!Files.isRegularFile(file)) {
      LOG.info("Fetching {} to {}", address, file);
      RemoteFile remote =
          new RemoteFile(
              address,
              OptionalLong.empty(),
              Optional.of(source.sha256()).filter(hash -> !hash.isEmpty()).map(Digest::sha256));
      try {
        new Downloader().fetch(remote, file, Downloader.Progress.SILENT);
      } catch (DatasetException e) {
        throw new BadInputException(
            "method '"
                + label
                + "' starts from a file that can't be fetched, "
                + e.getMessage().replaceFirst("\\.$", "")
                + "; start again where the address can be reached, or fetch it elsewhere and put it"
                + " at '"
                + file
                + "'.",
            e);
      }
    }
    return file;
  }
}
