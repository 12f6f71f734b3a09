package org.voxelbench.reports.networks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.reports.page.ReportBuilder;
import org.voxelbench.reports.page.ReportChoices;

class NetworksPageTest {

  @TempDir private static Path folder;

  private static Map<String, String> alone;
  private static Map<String, String> beside;
  private static String html;

  @BeforeAll
  static void build() throws IOException {
    alone = built("alone", List.of());
    beside = built("beside", List.of(TwoNetworks.cnn(), TwoNetworks.transformer()));
    html = beside.get("index.html").replaceAll("src=\"data:[^\"]*\"", "src=\"\"");
  }

  private static Map<String, String> built(String name, List<NetworkResults> networks)
      throws IOException {
    NetworkResults own = TwoNetworks.cnn();
    Path report = folder.resolve(name);
    ReportBuilder.build(
        own.rows(), own.summary(), folder, report, ReportChoices.standard().withNetworks(networks));
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(report)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        Charset bytes =
            file.toString().endsWith(".png") ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
        files.put(report.relativize(file).toString(), Files.readString(file, bytes));
      }
    }
    return files;
  }

  @Test
  void theSectionIsAddedAndChangesNoOtherFile() {
    Map<String, String> others = new TreeMap<>(beside);
    others
        .keySet()
        .removeAll(
            List.of(
                "index.html", "tables/networks.csv", "charts/networks.svg", "charts/networks.png"));
    Map<String, String> before = new TreeMap<>(alone);
    assertThat(before.remove("index.html")).doesNotContain("Networks side by side");
    assertThat(others).isEqualTo(before);
    assertThat(beside).hasSize(alone.size() + 3);
  }

  @Test
  void itSaysWhatIsComparedAndWhatDiffers() {
    int from = html.indexOf("<section id=\"networks\"");
    int to = html.indexOf("</section>", from);
    assertThat(html.substring(from, to))
        .contains(
            "there is no rank across networks",
            "Left out here, for not all networks have results of them: C of CNN.",
            "CNN: Method mae +30.00, Method voco 0.00, SimMIM",
            "training.optimizer.rule",
            "Method labels (control)");
    assertThat(html.substring(0, from) + html.substring(to)).doesNotContain("SimMIM");
    assertThat(html).contains("href=\"#networks\"");
  }

  @Test
  void hostileNamesAreShownAndNotRun() {
    assertThat(html)
        .contains("SimMIM &lt;script&gt;alert", "Transformer &lt;script&gt;alert")
        .doesNotContain("<script>alert");
  }
}
