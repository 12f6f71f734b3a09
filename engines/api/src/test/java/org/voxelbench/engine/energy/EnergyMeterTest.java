package org.voxelbench.engine.energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnergyMeterTest {

  @TempDir private Path folder;

  private Path zone(String folderName, String name, long energy) throws IOException {
    Path zone = Files.createDirectories(folder.resolve(folderName));
    Files.writeString(zone.resolve("name"), name + "\n");
    Files.writeString(zone.resolve("max_energy_range_uj"), "1000000\n");
    Files.writeString(zone.resolve("energy_uj"), energy + "\n");
    return zone;
  }

  private Path tool(String script) throws IOException {
    Path tool = folder.resolve("tool");
    Files.writeString(tool, "#!/bin/sh\n" + script);
    Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwx------"));
    return tool;
  }

  @Test
  void packagesAreSummedAndNothingElseIs() throws IOException {
    Path first = zone("intel-rapl:0", "package-0", 500_000);
    Path second = zone("intel-rapl:1", "package-1", 10);
    Path core = zone("intel-rapl:0:0", "core", 0);
    Path platform = zone("intel-rapl:2", "psys", 0);
    try (EnergyMeter meter = new ProcessorEnergy(folder)) {
      assertThat(meter.joules()).isZero();
      for (Path zone : new Path[] {first, core, platform}) {
        Files.writeString(zone.resolve("energy_uj"), "600000\n");
      }
      Files.writeString(second.resolve("energy_uj"), "200010\n");
      assertThat(meter.joules()).isCloseTo(0.1 + 0.2, within(1e-12));
    }
  }

  @Test
  void aCounterThatComesRoundGoesOn() throws IOException {
    Path zone = zone("intel-rapl:0", "package-0", 900_000);
    try (EnergyMeter meter = new ProcessorEnergy(folder)) {
      Files.writeString(zone.resolve("energy_uj"), "50000\n");
      assertThat(meter.joules()).isCloseTo(0.15, within(1e-12));
    }
  }

  @Test
  void withoutCountersNothingIsTold() throws IOException {
    try (EnergyMeter meter = new ProcessorEnergy(folder.resolve("none"))) {
      assertThat(meter.joules()).isNaN();
    }
    Files.delete(zone("intel-rapl:0", "package-0", 1).resolve("energy_uj"));
    try (EnergyMeter meter = new ProcessorEnergy(folder)) {
      assertThat(meter.joules()).isNaN();
    }
  }

  @Test
  void aCardsPowerIsSummedOverTime() throws Exception {
    Path asked = folder.resolve("asked");
    Path tool = tool("echo \"$@\" > " + asked + "\nwhile true; do sleep 0.05; echo 200.0; done\n");
    long begin = System.nanoTime();
    try (EnergyMeter meter = CardEnergy.open(tool.toString(), "3")) {
      while (meter.joules() < 40) {
        assertThat((System.nanoTime() - begin) * 1e-9).isLessThan(30);
        Thread.sleep(10);
      }
      double seconds = (System.nanoTime() - begin) * 1e-9;
      assertThat(meter.joules()).isLessThanOrEqualTo(200 * seconds);
      assertThat(asked).content().contains("--id=3", "power.draw");
    }
  }

  @Test
  void aCardWithoutSensorOrToolTellsNothing() throws Exception {
    try (EnergyMeter meter = CardEnergy.open(folder.resolve("absent").toString(), "0")) {
      assertThat(meter.joules()).isNaN();
    }
    Path tool = tool("echo '[N/A]'\n");
    try (EnergyMeter meter = CardEnergy.open(tool.toString(), "0")) {
      long begin = System.nanoTime();
      while (!Double.isNaN(meter.joules())) {
        assertThat((System.nanoTime() - begin) * 1e-9).isLessThan(30);
        Thread.sleep(10);
      }
    }
  }

  @Test
  void theCardIsTheOneThatCudaSees() {
    assertThat(CardEnergy.visible(null, 1)).isEqualTo("1");
    assertThat(CardEnergy.visible("", 1)).isEqualTo("1");
    assertThat(CardEnergy.visible("2,5", 1)).isEqualTo("5");
    assertThat(CardEnergy.visible("GPU-8932f937", 0)).isEqualTo("GPU-8932f937");
  }
}
