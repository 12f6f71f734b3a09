package org.voxelbench.weights.pytorch;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipException;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.file.FileFault;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.element.ElementType;
import org.voxelbench.weights.numpy.NumpyArray;
import org.voxelbench.weights.pickle.Arguments;
import org.voxelbench.weights.pickle.PickleException;
import org.voxelbench.weights.pickle.Unpickler;
import org.voxelbench.weights.tensor.Region;
import org.voxelbench.weights.tensor.StoredTensor;
import org.voxelbench.weights.tensor.StridedDecoder;
import org.voxelbench.weights.tensor.TensorSource;

/**
 * An open file of {@code torch.save}, of PyTorch 1.6 or newer.
 *
 * <p>The pickle is read as data when the file is opened, a tensor's values when they are asked for.
 */
public final class PytorchFile implements TensorSource {

  private final Path file;
  private final TorchZip zip;
  private final ByteOrder order;
  private final PlainContent content;

  private PytorchFile(Path file, TorchZip zip) throws IOException {
    this.file = file;
    this.zip = zip;
    this.order = zip.order();
    byte[] pickle = zip.pickle();
    try {
      Object root = Unpickler.read(pickle, TorchGlobals.globals(), this::storage);
      this.content = new PlainContent(root, pickle.length);
    } catch (PickleException e) {
      throw new BadInputException(file + ": " + e.getMessage() + ".", e);
    }
  }

  /**
   * Opens a file.
   *
   * @throws BadInputException naming the file and the offender, if it is damaged or holds more than
   *     weights and plain data
   */
  public static PytorchFile open(Path file) {
    try {
      TorchZip zip = TorchZip.open(file);
      try {
        return new PytorchFile(file, zip);
      } catch (IOException | RuntimeException e) {
        zip.close();
        throw e;
      }
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private Storage storage(Arguments id) {
    if (!id.get(0, String.class).equals("storage")) {
      throw new PickleException("the pickle asks for something outside of it that is no storage");
    }
    ElementType type = id.get(1, ElementType.class);
    String name = "data/" + id.get(2, String.class);
    long values = id.whole(4);
    long bytes = zip.size(name);
    if (bytes < 0) {
      throw new PickleException(
          "there is no entry for the storage '" + PickleException.shown(name) + "'");
    }
    if (values < 0 || values != bytes / type.bytes() || bytes % type.bytes() != 0) {
      throw new PickleException(
          "the storage '"
              + PickleException.shown(name)
              + "' should hold "
              + values
              + " values of "
              + type
              + ", but has "
              + bytes
              + " bytes");
    }
    return new Storage(name, type, bytes);
  }

  @Override
  public List<StoredTensor> tensors() {
    return List.copyOf(content.tensors());
  }

  @Override
  public Map<String, Object> content() {
    return content.content();
  }

  @Override
  public NdArray read(StoredTensor tensor) {
    String where = file + ", tensor '" + PickleException.shown(tensor.path()) + "': ";
    Region region = tensor.region();
    NumpyArray array = content.arrays().get(region.storage());
    if (array != null) {
      return array.values(where, region);
    }
    try {
      checkSize(where, tensor);
      StridedDecoder decoder = new StridedDecoder(where, region, order);
      return zip.read(region.storage(), decoder.begin(), decoder::decode);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** A tensor may repeat a value along an axis, and so claim any size. */
  private void checkSize(String where, StoredTensor tensor) throws IOException {
    if (tensor.count() > Files.size(file)) {
      throw new BadInputException(
          where
              + "it repeats few values to "
              + tensor.count()
              + ", more than the file has bytes; store it with .contiguous().");
    }
  }

  private static BadInputException unreadable(Path file, IOException e) {
    return e instanceof ZipException
        ? new BadInputException(
            file + ": the file is damaged (" + e.getMessage() + "); fetch or write it anew.", e)
        : new BadInputException(file + ": can't be read (" + FileFault.words(e) + ").", e);
  }

  @Override
  public void close() {
    try {
      zip.close();
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }
}
