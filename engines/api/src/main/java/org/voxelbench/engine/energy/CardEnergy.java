package org.voxelbench.engine.energy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Energy of a graphics card: the power that its driver's own tool tells once a second, summed. */
final class CardEnergy implements EnergyMeter {

  private static final double NANO = 1e-9;

  private final Process tool;
  private double joules;

  private CardEnergy(Process tool) {
    this.tool = tool;
    Thread reader = new Thread(this::read, "energy");
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Opens a card's meter.
   *
   * @param program the driver's tool
   * @param card index or UUID
   */
  static EnergyMeter open(String program, String card) {
    List<String> command =
        List.of(
            program,
            "--id=" + card,
            "--query-gpu=power.draw",
            "--format=csv,noheader,nounits",
            "--loop-ms=1000");
    try {
      return new CardEnergy(
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start());
    } catch (IOException e) {
      return new Untold();
    }
  }

  /**
   * The card behind an index of CUDA, which counts the visible ones alone.
   *
   * @param visible {@code CUDA_VISIBLE_DEVICES}, or null
   */
  static String visible(String visible, int index) {
    if (visible == null || visible.isBlank()) {
      return Integer.toString(index);
    }
    String[] cards = visible.split(",");
    return index < cards.length ? cards[index].trim() : Integer.toString(index);
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(tool.getInputStream(), StandardCharsets.US_ASCII))) {
      long before = System.nanoTime();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        long now = System.nanoTime();
        add(Double.parseDouble(line.trim()) * (now - before) * NANO);
        before = now;
      }
      add(Double.NaN);
    } catch (IOException | NumberFormatException e) {
      // The tool ended, or the card has no power sensor: from here on nobody tells.
      add(Double.NaN);
    }
  }

  private synchronized void add(double used) {
    joules += used;
  }

  @Override
  public synchronized double joules() {
    return joules;
  }

  @Override
  public void close() {
    tool.destroy();
  }

  /** The meter where there is no tool. */
  private static final class Untold implements EnergyMeter {

    @Override
    public double joules() {
      return Double.NaN;
    }

    @Override
    public void close() {
      // Nothing was opened.
    }
  }
}
