package org.voxelbench.reports.published;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxelbench.base.BadInputException;
import org.voxelbench.reports.published.RankingAgreement.Over;
import org.voxelbench.reports.ranking.ReportException;

class PublishedComparisonTest {

  private static final String HEAD = "what,first,second,why\n";
  private static final String TABLES = "tables,ours,theirs,two papers\n";

  @TempDir private Path folder;
  private List<PublishedTable> tables;

  /** Two tables of four methods; on A they agree, on B they are reversed, on M one is unknown. */
  @BeforeEach
  void writeTables() throws IOException {
    write(
        "ours.csv",
        """
        source,table,dataset,role,method,metric,value
        paper,T,A,test,one,dice_percent,40
        paper,T,A,test,two,dice_percent,50
        paper,T,A,test,three,dice_percent,60
        paper,T,A,test,four,dice_percent,70
        paper,T,B,test,one,dice_percent,40
        paper,T,B,test,two,dice_percent,50
        paper,T,B,test,three,dice_percent,60
        paper,T,B,test,four,dice_percent,70
        paper,T,M,mean,one,dice_percent,40
        paper,T,M,mean,two,dice_percent,50
        paper,T,M,mean,three,dice_percent,60
        paper,T,M,mean,four,dice_percent,NaN
        paper,T,M,mean,one,average_rank,3
        """);
    write(
        "theirs.csv",
        """
        source,table,dataset,role,method,metric,value
        other,T,a,unstated,1,dice_percent,10
        other,T,a,unstated,2,dice_percent,20
        other,T,a,unstated,3,dice_percent,30
        other,T,a,unstated,4,dice_percent,31
        other,T,b,unstated,1,dice_percent,90
        other,T,b,unstated,2,dice_percent,80
        other,T,b,unstated,3,dice_percent,70
        other,T,b,unstated,4,dice_percent,60
        other,T,m,mean,1,dice_percent,1
        other,T,m,mean,2,dice_percent,3
        other,T,m,mean,3,dice_percent,2
        other,T,m,mean,4,dice_percent,4
        """);
    tables = PublishedTable.readAll(folder);
  }

  private Path write(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private PublishedComparison read(String rows) throws IOException {
    Files.createDirectories(folder.resolve("comparisons"));
    return PublishedComparison.read(write("comparisons/both.csv", HEAD + TABLES + rows), tables);
  }

  private static String methods(int count) {
    return String.join(
        "",
        List.of(
                "method,one,1,same\n",
                "method,two,2,same\n",
                "method,three,3,same\n",
                "method,four,4,same\n")
            .subList(0, count));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          method,five,1,same       | 'five'
          method,one,5,same        | '5'
          method,one,one,same      | 'theirs' has no method 'one'
          dataset,A,M,same         | 'M'
          dataset,M,a,same         | 'M'
          mean,M,a,same            | 'a'
          method,one,1             | 3 fields
          method,one,1,            | 'why'
          metric,one,1,same        | 'metric'
          tables,ours,theirs,same  | 'tables'
          """)
  void aRowThatTheTablesDoNotHoldIsRefusedWithItsLine(String row, String named) {
    assertThatThrownBy(() -> read(row + "\n"))
        .isInstanceOfAny(ReportException.class, BadInputException.class)
        .hasMessageContaining("both.csv', line 3")
        .hasMessageContaining(named);
  }

  @Test
  void aNameThatStandsTwiceIsRefused() {
    for (String twice : List.of("method,one,2,same\n", "method,two,1,same\n")) {
      assertThatThrownBy(() -> read("method,one,1,same\n" + twice))
          .isInstanceOf(ReportException.class)
          .hasMessageContaining("line 4")
          .hasMessageContaining("stands twice");
    }
  }

  @Test
  void tablesComeFirstAndAreKnown() throws IOException {
    Path none = write("none.csv", HEAD);
    assertThatThrownBy(() -> PublishedComparison.read(none, tables))
        .hasMessageContaining("none.csv");
    Path late = write("late.csv", HEAD + "method,one,1,same\n" + TABLES);
    assertThatThrownBy(() -> PublishedComparison.read(late, tables)).hasMessageContaining("line 2");
    Path unknown = write("unknown.csv", HEAD + "tables,ours,nobodys,two papers\n");
    assertThatThrownBy(() -> PublishedComparison.read(unknown, tables))
        .hasMessageContaining("'nobodys'")
        .hasMessageContaining("'ours', 'theirs'");
  }

  @Test
  void aFolderNeedsNoComparisons() throws IOException {
    assertThat(PublishedComparison.readAll(folder, tables)).isEmpty();
    read(methods(1));
    assertThat(PublishedComparison.readAll(folder, tables))
        .extracting(PublishedComparison::id)
        .containsExactly("both");
  }

  @Test
  void equalNamesAreNotSharedUnlessTheFileSaysSo() throws IOException {
    PublishedComparison comparison =
        PublishedComparison.read(
            write("alone.csv", HEAD + "tables,ours,ours,a table and itself\n"), tables);
    assertThat(RankingAgreement.all(comparison)).isEmpty();
    assertThat(page(comparison).overview().body())
        .singleElement()
        .satisfies(row -> assertThat(row.get(1).text()).contains("no data set"));
  }

  @Test
  void ordersAreComparedPerDataSetOverAllOfThemAndByMeans() throws IOException {
    List<RankingAgreement> all =
        RankingAgreement.all(
            read("dataset,A,a,same\ndataset,B,b,same\nmean,M,m,same\n" + methods(4)));
    assertThat(all)
        .extracting(RankingAgreement::over)
        .containsExactly(Over.SHARED, Over.MEAN, Over.DATASET, Over.DATASET);

    RankingAgreement shared = all.get(0);
    assertThat(shared.first()).isEqualTo("all 2 shared data sets");
    assertThat(shared.methods())
        .extracting(RankingAgreement.Place::firstPlace)
        .containsExactly(4.0, 3.0, 2.0, 1.0);
    assertThat(shared.methods()).extracting(p -> p.secondValue()).containsOnly(2.5);
    assertThat(shared.test().tau()).as("theirs ties all").isNaN();

    assertThat(all.get(2).test().tau()).isEqualTo(1);
    assertThat(all.get(2).test().p()).isCloseTo(2 / 24.0, within(1e-12));
    assertThat(all.get(3).test().tau()).isEqualTo(-1);
  }

  @Test
  void aMethodWithoutANumberIsLeftOutOfThatOrderAlone() throws IOException {
    List<RankingAgreement> all =
        RankingAgreement.all(read("mean,M,m,same\ndataset,A,a,same\n" + methods(4)));
    RankingAgreement mean = all.get(0);
    assertThat(mean.methods()).extracting(p -> p.method().first()).doesNotContain("four");
    assertThat(mean.test().methods()).isEqualTo(3);
    assertThat(mean.test().agreeing()).isEqualTo(2);
    assertThat(mean.test().opposed()).isEqualTo(1);
    assertThat(mean.test().tau()).isCloseTo(1 / 3.0, within(1e-12));
    assertThat(all.get(1).test().methods()).isEqualTo(4);
  }

  @Test
  void whatCanNotBeSaidIsSaid() throws IOException {
    assertThat(sentences("dataset,A,a,same\n"))
        .containsExactly("No method is known to be in both, so there are no orders to compare.");
    assertThat(sentences(methods(2)))
        .containsExactly("No data set is known to be in both, so there are no orders to compare.");
    assertThat(sentences("dataset,A,a,same\n" + methods(1)))
        .containsExactly("By A and a: 1 shared method, so there is no order.");
    assertThat(sentences("dataset,A,a,same\ndataset,B,b,same\n" + methods(2)))
        .containsExactly(
            "By all 2 shared data sets: 2 shared methods, all tied in one of the two, so there is no"
                + " order.");
    assertThat(sentences("dataset,A,a,same\n" + methods(2)))
        .containsExactly(
            "By A and a: 2 shared methods: 1 pair ordered alike, 0 pairs the other way round;"
                + " Kendall's tau-b 1.00. Two methods have two orders, so chance alone agrees"
                + " half of the time.");
    assertThat(sentences("dataset,A,a,same\n" + methods(3)))
        .containsExactly(
            "By A and a: 3 shared methods: 3 pairs ordered alike, 0 pairs the other way round;"
                + " Kendall's tau-b 1.00, exact p = 0.3333. So few methods can't get below"
                + " 0.3333.");
  }

  private List<String> sentences(String rows) throws IOException {
    return page(read(rows)).comparisons().get(0).sentences();
  }

  private PublishedPage page(PublishedComparison comparison) {
    return PublishedPage.of(tables, Map.of(comparison, RankingAgreement.all(comparison)));
  }
}
