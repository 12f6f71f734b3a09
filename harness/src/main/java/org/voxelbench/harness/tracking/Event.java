package org.voxelbench.harness.tracking;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.TreeMap;
import javax.imageio.ImageIO;

/**
 * Records of an event file, each an {@code Event} ({@code tensorboard/compat/proto/event.proto} and
 * {@code summary.proto}).
 */
final class Event {

  private static final int WALL_TIME = 1;
  private static final int STEP = 2;
  private static final int FILE_VERSION = 3;
  private static final int SUMMARY = 5;
  private static final int SESSION_LOG = 7;

  private static final int STATUS = 1;
  private static final int START = 1;

  private static final int VALUE = 1;
  private static final int TAG = 1;
  private static final int SIMPLE_VALUE = 2;
  private static final int IMAGE = 4;

  private static final int HEIGHT = 1;
  private static final int WIDTH = 2;
  private static final int COLORSPACE = 3;
  private static final int ENCODED = 4;

  private Event() {}

  /** The first record of a file. */
  static byte[] version(Instant time) {
    return TfRecord.of(at(time).put(FILE_VERSION, "brain.Event:2").bytes());
  }

  /** Says that what follows begins anew, so that a reader drops what it read in other files. */
  static byte[] start(Instant time) {
    ProtoMessage log = new ProtoMessage().put(STATUS, (long) START);
    return TfRecord.of(at(time).put(STEP, 0L).put(SESSION_LOG, log).bytes());
  }

  /** The numbers of a step. */
  static byte[] numbers(TrackedStep step) {
    ProtoMessage summary = new ProtoMessage();
    new TreeMap<>(step.numbers())
        .forEach(
            (name, value) ->
                summary.put(
                    VALUE,
                    new ProtoMessage().put(TAG, name).put(SIMPLE_VALUE, value.floatValue())));
    return summary(step.time(), step.step(), summary);
  }

  /** A picture as it is at a step. */
  static byte[] picture(TrackedPicture picture, Instant time, long step) throws IOException {
    BufferedImage decoded = ImageIO.read(picture.file().toFile());
    if (decoded == null) {
      throw new IOException("'" + picture.file() + "' is no picture");
    }
    ProtoMessage image =
        new ProtoMessage()
            .put(HEIGHT, (long) decoded.getHeight())
            .put(WIDTH, (long) decoded.getWidth())
            .put(COLORSPACE, (long) decoded.getColorModel().getNumComponents())
            .put(ENCODED, Files.readAllBytes(picture.file()));
    ProtoMessage value = new ProtoMessage().put(TAG, picture.name()).put(IMAGE, image);
    return summary(time, step, new ProtoMessage().put(VALUE, value));
  }

  private static byte[] summary(Instant time, long step, ProtoMessage summary) {
    return TfRecord.of(at(time).put(STEP, step).put(SUMMARY, summary).bytes());
  }

  private static ProtoMessage at(Instant time) {
    return new ProtoMessage().put(WALL_TIME, time.toEpochMilli() / 1000.0);
  }
}
