package org.voxelbench.reports.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.voxelbench.reports.table.PaperTable.Better;
import org.voxelbench.reports.table.PaperTable.Mark;

class PaperTableTest {

  private static List<Mark> marks(Better better, double... values) {
    PaperTable.Column column = new PaperTable.Column("column", values, better, NumberText::percent);
    return IntStream.range(0, values.length).mapToObj(column::mark).toList();
  }

  @Test
  void theBestAndTheSecondAreMarked() {
    assertThat(marks(Better.HIGHER, 0.7, 0.9, 0.8))
        .containsExactly(Mark.NONE, Mark.BEST, Mark.SECOND);
    assertThat(marks(Better.LOWER, 2, 1, 3)).containsExactly(Mark.SECOND, Mark.BEST, Mark.NONE);
    assertThat(marks(Better.NEITHER, 2, 1)).containsOnly(Mark.NONE);
  }

  @Test
  void whereTwoShareTheFirstPlaceNobodyIsSecond() {
    assertThat(marks(Better.HIGHER, 0.9, 0.9, 0.8))
        .containsExactly(Mark.BEST, Mark.BEST, Mark.NONE);
    assertThat(marks(Better.HIGHER, 0.9, 0.8, 0.8, 0.1))
        .containsExactly(Mark.BEST, Mark.SECOND, Mark.SECOND, Mark.NONE);
  }

  @Test
  void aMissingValueAndAMethodAloneAreNotMarked() {
    assertThat(marks(Better.HIGHER, Double.NaN, 0.5)).containsExactly(Mark.NONE, Mark.BEST);
    assertThat(marks(Better.HIGHER, Double.NaN, Double.NaN)).containsOnly(Mark.NONE);
    assertThat(marks(Better.HIGHER, 0.5)).containsExactly(Mark.NONE);
  }

  @Test
  void latexAndMarkdownShowTheMainTable() {
    PaperTable table =
        new PaperTable(
            "Dice in %",
            "tab:main",
            "Method",
            List.of("a_1", "[b]"),
            List.of(
                new PaperTable.Group(
                    "Test data sets",
                    List.of(
                        new PaperTable.Column(
                            "A & B", new double[] {0.5, 0.25}, Better.HIGHER, NumberText::percent),
                        new PaperTable.Column(
                            "Rank", new double[] {1, 2}, Better.LOWER, NumberText::rank))),
                new PaperTable.Group(
                    "Development data sets",
                    List.of(
                        new PaperTable.Column(
                            "C",
                            new double[] {Double.NaN, 1},
                            Better.HIGHER,
                            NumberText::percent)))));
    assertThat(LatexText.of(table))
        .isEqualTo(
            """
            % \\usepackage{booktabs}
            \\begin{table}
            \\centering
            \\caption{Dice in \\%}
            \\label{tab:main}
            \\begin{tabular}{lrrr}
            \\toprule
             & \\multicolumn{2}{c}{Test data sets} & \\multicolumn{1}{c}{Development data sets} \\\\
            \\cmidrule(lr){2-3}\\cmidrule(lr){4-4}
            Method & A \\& B & Rank & C \\\\
            \\midrule
            a\\_1 & \\textbf{50.00} & \\textbf{1.00} & -- \\\\
            {[}b{]} & \\underline{25.00} & \\underline{2.00} & \\textbf{100.00} \\\\
            \\bottomrule
            \\end{tabular}
            \\end{table}
            """);
    assertThat(MarkdownText.of(table))
        .isEqualTo(
            """
            | Method | Test data sets: A &amp; B | Test data sets: Rank | Development data sets: C |
            | :-- | --: | --: | --: |
            | a\\_1 | **50.00** | **1.00** | – |
            | \\[b\\] | <ins>25.00</ins> | <ins>2.00</ins> | **100.00** |

            Dice in %
            """);
  }
}
