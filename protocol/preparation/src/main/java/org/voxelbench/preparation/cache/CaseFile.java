package org.voxelbench.preparation.cache;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.luben.zstd.ZstdException;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.file.AtomicFile;
import org.voxelbench.base.file.FileFault;
import org.voxelbench.base.file.Sha256;
import org.voxelbench.base.format.FileSchema;
import org.voxelbench.base.format.OtherVersionException;

/**
 * The file of one preprocessed case.
 *
 * <p>First come the blocks: of each channel all chunks, of the segmentation all chunks, the sampled
 * voxels of each class. Then a header: a JSON object and the place of each block. Last a footer:
 * the header's place, its SHA-256 and a magic number, so that a part of a file is known as such.
 *
 * @param path the file
 * @param header what it says of itself
 * @param offsets where each block begins, and the last one ends
 * @param bytes its size
 */
record CaseFile(Path path, CaseHeader header, long[] offsets, long bytes) {

  static final String ENDING = ".vbcase";

  private static final FileSchema SCHEMA = new FileSchema(1, 3);
  private static final int CHUNK_EDGE = 32;
  private static final long MAGIC = 0x31_45_53_41_43_42_58_56L;
  private static final int FOOTER = Long.BYTES + Integer.BYTES + Sha256.BYTES + Long.BYTES;
  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES);

  /**
   * Writes a case whole or not at all.
   *
   * @param madeOf hash of what it was made of
   */
  static void write(PreprocessedCase prepared, String madeOf, Path path) {
    CaseHeader header = CaseHeader.of(prepared, CHUNK_EDGE, madeOf);
    try {
      AtomicFile.write(path, out -> write(prepared, header, out));
    } catch (IOException e) {
      throw new BadInputException(path + " can't be written: " + FileFault.words(e) + ".", e);
    }
  }

  private static void write(PreprocessedCase prepared, CaseHeader header, OutputStream out)
      throws IOException {
    List<Long> offsets = new ArrayList<>(List.of(0L));
    ChunkGrid grid = header.grid();
    for (float[] channel : prepared.channels()) {
      for (int chunk = 0; chunk < grid.count(); chunk++) {
        float[] voxels = grid.box(chunk).cut(channel, prepared.shape());
        append(Blocks.compress(voxels), out, offsets);
      }
    }
    for (int chunk = 0; chunk < grid.count(); chunk++) {
      short[] labels = grid.box(chunk).cut(prepared.segmentation(), prepared.shape());
      append(Blocks.compress(labels), out, offsets);
    }
    for (CaseHeader.ClassEntry entry : header.classes()) {
      int[] voxels = prepared.classLocations().byClass().get(entry.labels());
      append(Blocks.compress(voxels), out, offsets);
    }
    byte[] json = MAPPER.writeValueAsBytes(SCHEMA.stamped(MAPPER.valueToTree(header)));
    ByteBuffer section =
        ByteBuffer.allocate(2 * Integer.BYTES + json.length + Long.BYTES * offsets.size());
    section.putInt(json.length).put(json).putInt(offsets.size());
    offsets.forEach(section::putLong);
    out.write(section.array());
    DataOutputStream footer = new DataOutputStream(out);
    footer.writeLong(offsets.get(offsets.size() - 1));
    footer.writeInt(section.capacity());
    footer.write(Sha256.bytes(section.array()));
    footer.writeLong(MAGIC);
    footer.flush();
  }

  private static void append(byte[] block, OutputStream out, List<Long> offsets)
      throws IOException {
    out.write(block);
    offsets.add(offsets.get(offsets.size() - 1) + block.length);
  }

  /**
   * Reads and verifies the header.
   *
   * @throws BadInputException naming the file, if it is missing, damaged or incomplete
   */
  static CaseFile open(Path path) {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      long size = channel.size();
      ByteBuffer footer = read(path, channel, size - FOOTER, FOOTER);
      long start = footer.getLong();
      int length = footer.getInt();
      byte[] sha256 = new byte[Sha256.BYTES];
      footer.get(sha256);
      if (footer.getLong() != MAGIC || start < 0 || length != size - FOOTER - start) {
        throw damaged(path, "its footer is missing or wrong", null);
      }
      ByteBuffer section = read(path, channel, start, length);
      if (!Arrays.equals(Sha256.bytes(section.array()), sha256)) {
        throw damaged(path, "its header doesn't match its checksum", null);
      }
      byte[] json = new byte[count(path, section, Byte.BYTES)];
      section.get(json);
      long[] offsets = new long[count(path, section, Long.BYTES)];
      section.asLongBuffer().get(offsets);
      CaseHeader header = header(path, json);
      if (header == null || !header.plausible(offsets.length - 1) || !ascend(offsets, start)) {
        throw damaged(path, "its header contradicts itself", null);
      }
      return new CaseFile(path, header, offsets, size);
    } catch (JsonProcessingException e) {
      throw damaged(path, "its header is of another version", e);
    } catch (IOException e) {
      throw new BadInputException(path + " can't be read: " + e + ".", e);
    }
  }

  /** The file, if it is there and its header whole. */
  static Optional<CaseFile> whole(Path path) {
    try {
      return Optional.of(open(path));
    } catch (OtherVersionException e) {
      throw e;
    } catch (BadInputException damaged) {
      return Optional.empty();
    }
  }

  private static CaseHeader header(Path path, byte[] json) throws IOException {
    JsonNode tree = MAPPER.readTree(json);
    SCHEMA.check("'" + path + "'", FileSchema.stated(tree));
    if (tree instanceof ObjectNode object) {
      object.remove(FileSchema.KEYS);
      CaseHeader.fillIn(object);
    }
    return MAPPER.treeToValue(tree, CaseHeader.class);
  }

  /** A number of values that the rest of the section has room for. */
  private static int count(Path path, ByteBuffer section, int width) {
    int count = section.remaining() < Integer.BYTES ? -1 : section.getInt();
    if (count < 0 || (long) count * width > section.remaining()) {
      throw damaged(path, "its header is too short", null);
    }
    return count;
  }

  private static boolean ascend(long[] offsets, long end) {
    boolean ascend = offsets.length > 0 && offsets[0] == 0 && offsets[offsets.length - 1] == end;
    for (int i = 1; i < offsets.length; i++) {
      ascend &= offsets[i] >= offsets[i - 1];
    }
    return ascend;
  }

  /** Reads one block. */
  <T> T block(FileChannel channel, int index, Function<byte[], T> decode) throws IOException {
    int length = Math.toIntExact(offsets[index + 1] - offsets[index]);
    byte[] bytes = read(path, channel, offsets[index], length).array();
    try {
      return decode.apply(bytes);
    } catch (ZstdException e) {
      throw damaged(path, "block " + index + " can't be decompressed", e);
    }
  }

  private static ByteBuffer read(Path path, FileChannel channel, long position, int length)
      throws IOException {
    if (position < 0 || length < 0 || length > channel.size() - position) {
      throw damaged(path, "it is too short", null);
    }
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, position + bytes.position()) < 0) {
        throw damaged(path, "it became shorter while it was read", null);
      }
    }
    return bytes.flip();
  }

  private static BadInputException damaged(Path path, String how, Throwable cause) {
    return new BadInputException(
        path + " is damaged (" + how + "); delete it and prepare the data set again.", cause);
  }
}
