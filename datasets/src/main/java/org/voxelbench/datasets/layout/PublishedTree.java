package org.voxelbench.datasets.layout;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.file.FileFault;
import org.voxelbench.base.format.JsonFile;
import org.voxelbench.datasets.raw.DatasetJson;

/** Tells a publisher's tree from a folder that nnU-Net reads. */
final class PublishedTree {

  private PublishedTree() {}

  /**
   * Whether a folder is one; the Decathlon's trees hold a {@code dataset.json} too, and are known
   * by the names of their images.
   */
  static boolean is(Path folder, Layout layout) {
    Path json = folder.resolve(DatasetJson.NAME);
    if (!Files.isDirectory(folder) || ConversionRecord.isIn(folder)) {
      return false;
    }
    return !FileFault.mayExist(json) || !statesChannels(json) && matches(folder, layout);
  }

  private static boolean statesChannels(Path json) {
    try {
      return JsonFile.read(json).has("channel_names");
    } catch (BadInputException e) {
      // Whoever opens it as nnU-Net's says what is wrong with it.
      return true;
    }
  }

  private static boolean matches(Path folder, Layout layout) {
    List<String> paths = SourceTree.of(folder).paths(layout.format());
    return layout.training().stream()
        .anyMatch(tree -> paths.stream().anyMatch(path -> tree.first().match(path).isPresent()));
  }
}
