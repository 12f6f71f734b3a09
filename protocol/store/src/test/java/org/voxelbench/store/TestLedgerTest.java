package org.voxelbench.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.base.BadInputException;
import org.voxelbench.store.TestLedger.Entry;

/** Lines are added and never lost, whoever adds them and whatever was cut off. */
class TestLedgerTest {

  private static final String HEADER =
      "time,dataset,data_hash,method,settings_hash,protocol_hash,fold,seed,engine,run\n";

  @TempDir private Path folder;
  private Path file;
  private TestLedger ledger;

  @BeforeEach
  void name() {
    file = folder.resolve("results/test-ledger.csv");
    ledger = new TestLedger(file);
  }

  private static Entry entry(int fold) {
    return new Entry(
        Instant.parse("2026-01-31T12:00:00.5Z"),
        "ACDC",
        "d1",
        "mae",
        "s1",
        "p1",
        fold,
        -7,
        "torch",
        "mae-ACDC-f" + fold);
  }

  @Test
  void entriesComeBackInTheOrderInWhichTheyWereAdded() throws IOException {
    assertThat(ledger.entries()).isEmpty();
    assertThat(file).doesNotExist();

    ledger.add(entry(1));
    ledger.add(entry(0));

    assertThat(ledger.entries()).containsExactly(entry(1), entry(0));
    assertThat(file)
        .hasContent(
            HEADER
                + "2026-01-31T12:00:00.500Z,ACDC,d1,mae,s1,p1,1,-7,torch,mae-ACDC-f1\n"
                + "2026-01-31T12:00:00.500Z,ACDC,d1,mae,s1,p1,0,-7,torch,mae-ACDC-f0\n");
  }

  @Test
  void aHalfLastLineOfAnyLengthIsTakenAwayAndNothingElse() throws IOException {
    ledger.add(entry(0));
    ledger.add(entry(1));
    String whole = Files.readString(file);
    int first = whole.lastIndexOf('\n', whole.length() - 2) + 1;
    for (int length = 0; length < whole.length(); length++) {
      Files.writeString(file, whole.substring(0, length));

      ledger.add(entry(2));

      List<Entry> kept = new ArrayList<>();
      if (length >= first) {
        kept.add(entry(0));
      }
      kept.add(entry(2));
      assertThat(ledger.entries()).as("cut after %d bytes", length).isEqualTo(kept);
    }
  }

  @Test
  void anotherFileIsRefusedAndLeftAsItIs() throws IOException {
    Files.createDirectories(file.getParent());
    for (String other : List.of("notes without a line end", "time,dataset\n1,2\n", "\n")) {
      Files.writeString(file, other);

      assertThatThrownBy(() -> ledger.add(entry(0)))
          .isInstanceOf(BadInputException.class)
          .hasMessageContainingAll(file.toString(), "--ledger");
      assertThatThrownBy(ledger::entries).isInstanceOf(BadInputException.class);
      assertThat(file).hasContent(other);
    }
  }

  @Test
  void aDamagedLineIsNamedWithItsNumber() throws IOException {
    ledger.add(entry(0));
    ledger.add(entry(1));
    String whole = Files.readString(file);
    for (String damaged :
        List.of(
            whole.replaceFirst("2026-01", "2026-13"),
            whole.replaceFirst("ACDC,", ""),
            whole.replaceFirst("p1,0", "p1,-1"))) {
      Files.writeString(file, damaged);

      assertThatThrownBy(ledger::entries)
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("'" + file + "', line 2");
    }
  }

  @Test
  void aLedgerThatCantBeKeptIsKnownAtTheBeginning() throws IOException {
    ledger.begin();
    assertThat(file).hasContent(HEADER);
    assertThat(ledger.entries()).isEmpty();

    TestLedger below = new TestLedger(file.resolve("ledger.csv"));
    assertThatThrownBy(below::begin)
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll(below.file().toString(), "--ledger");
  }

  @Test
  void manyAtATimeLoseNoLine() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<?>> done = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      Entry entry = entry(i);
      done.add(threads.submit(() -> new TestLedger(file).add(entry)));
    }
    for (Future<?> one : done) {
      one.get();
    }
    threads.shutdown();

    assertThat(ledger.entries()).extracting(Entry::fold).doesNotHaveDuplicates().hasSize(200);
  }
}
