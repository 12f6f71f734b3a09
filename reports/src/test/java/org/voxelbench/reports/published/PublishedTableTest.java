package org.voxelbench.reports.published;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxelbench.base.BadInputException;
import org.voxelbench.reports.ranking.MethodRank;
import org.voxelbench.reports.ranking.Ranking;
import org.voxelbench.reports.ranking.ReportException;
import org.voxelbench.reports.ranking.Scope;

class PublishedTableTest {

  private static final String HEAD = "source,table,dataset,role,method,metric,value\n";
  private static final String ROW = "paper,T1,A,test,one,dice_percent,50.0\n";

  @TempDir private Path folder;

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("table.csv"), content);
  }

  @Test
  void numbersKeepTheDecimalsTheyWerePrintedWith() throws IOException {
    PublishedTable table = PublishedTable.read(file(HEAD + ROW));
    assertThat(table.values())
        .containsExactly(
            new PublishedValue(
                "A",
                PublishedValue.Role.TEST,
                "one",
                PublishedValue.Metric.DICE_PERCENT,
                "50.0",
                50));
    assertThat(table.id()).isEqualTo("table");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          paper,T1,A,test,two,dice_percent,101          | can't be 101
          paper,T1,A,test,two,dice_percent,-1           | can't be -1
          paper,T1,A,test,two,average_rank,1.5          | can't be 1.5
          paper,T1,none,method,two,dice_percent,1.5     | can't be 1.5
          paper,T1,M,mean,two,average_rank,0.5          | can't be 0.5
          paper,T1,A,test,two,dice_percent,fifty        | 'fifty'
          paper,T1,A,test,two,dice_percent,50 %         | '50 %'
          paper,T1,A,test,two,dice,50                   | 'dice'
          paper,T1,A,train,two,dice_percent,50          | 'train'
          paper,T1,A,dev,two,dice_percent,50            | two roles
          paper,T1,A,test,one,dice_percent,51           | stands twice
          other,T1,A,test,two,dice_percent,50           | 'other'
          paper,T2,A,test,two,dice_percent,50           | 'T2'
          paper,T1,A,test,two,dice_percent              | 6 fields
          paper,T1,,test,two,dice_percent,50            | 'dataset'
          """)
  void aRowThatDoesNotFitIsRefusedWithItsLine(String row, String named) throws IOException {
    Path file = file(HEAD + ROW + row + "\n");
    assertThatThrownBy(() -> PublishedTable.read(file))
        .isInstanceOfAny(ReportException.class, BadInputException.class)
        .hasMessageContaining("table.csv', line 3")
        .hasMessageContaining(named);
  }

  @Test
  void aFileThatIsCutOrNamedOtherwiseOrEmptyIsRefused() throws IOException {
    Path cut = file(HEAD + ROW.strip());
    assertThatThrownBy(() -> PublishedTable.read(cut)).hasMessageContaining("cut");
    Path bare = file(HEAD);
    assertThatThrownBy(() -> PublishedTable.read(bare)).hasMessageContaining("no number");
    Path header = file(HEAD.replace("value", "score") + ROW);
    assertThatThrownBy(() -> PublishedTable.read(header)).hasMessageContaining("'score'");
    Path named = Files.writeString(folder.resolve("My Table.csv"), HEAD + ROW);
    assertThatThrownBy(() -> PublishedTable.read(named)).hasMessageContaining("My Table.csv");
    assertThatThrownBy(() -> PublishedTable.readAll(folder.resolve("nowhere")))
        .hasMessageContaining("nowhere");
  }

  @Test
  void aMethodWithoutANumberIsNamedAndNotRanked() throws IOException {
    PublishedRanking ranking =
        PublishedRanking.of(
            PublishedTable.read(
                file(
                    HEAD
                        + ROW
                        + "paper,T1,A,test,two,dice_percent,60\n"
                        + "paper,T1,A,test,three,dice_percent,70\n"
                        + "paper,T1,B,dev,one,dice_percent,60\n"
                        + "paper,T1,B,dev,two,dice_percent,50\n"
                        + "paper,T1,B,dev,three,dice_percent,NaN\n")));
    assertThat(ranking.methods()).containsExactly("one", "two");
    assertThat(ranking.standings())
        .extracting(Ranking::scope)
        .containsExactly(Scope.TEST, Scope.DEV, Scope.ALL);
    assertThat(ranking.standings().get(2).all())
        .extracting(MethodRank::averageRank)
        .containsExactly(1.5, 1.5);
    assertThat(PublishedText.notes(ranking))
        .contains("three is not ranked: its number on B is not known here.");
  }

  @Test
  void meansOrderMethodsButRankNone() throws IOException {
    PublishedTable table =
        PublishedTable.read(
            file(
                HEAD
                    + "paper,T1,M,mean,one,dice_percent,50\n"
                    + "paper,T1,M,mean,two,dice_percent,NaN\n"
                    + "paper,T1,M,mean,three,dice_percent,60\n"));
    PublishedRanking ranking = PublishedRanking.of(table);
    assertThat(ranking.standings()).isEmpty();
    assertThat(ranking.places(table.columns().get(0))).containsExactly(2, Double.NaN, 1);
    assertThat(PublishedText.notes(ranking))
        .anySatisfy(note -> assertThat(note).contains("Only means"))
        .anySatisfy(note -> assertThat(note).contains("without place: two"));
  }
}
