package org.voxelbench.harness.cli;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The arrows between rooms: who may know whom. An arrow that is not listed does not exist. */
class ArrowsTest {

  private static final String ROOT = "org.voxelbench.";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("org.voxelbench");

  static Stream<Arguments> arrows() {
    return Stream.of(
        Arguments.of("base..", new String[] {}),
        Arguments.of("engine", new String[] {"base"}),
        Arguments.of("engine.nd4j", new String[] {"engine"}),
        Arguments.of("engine.torch", new String[] {"engine"}),
        Arguments.of("datasets..", new String[] {"base.."}),
        Arguments.of("preparation..", new String[] {"base..", "datasets.."}),
        Arguments.of("results", new String[] {"base.."}),
        Arguments.of("store", new String[] {"base..", "engine", "datasets..", "results"}),
        Arguments.of(
            "training..",
            new String[] {"base..", "engine", "datasets..", "preparation..", "store"}),
        Arguments.of(
            "evaluation..",
            new String[] {"base..", "engine", "datasets..", "preparation..", "results"}),
        Arguments.of("methods..", new String[] {"base..", "engine", "preparation..", "training.."}),
        Arguments.of("reports..", new String[] {"base..", "results"}));
  }

  @ParameterizedTest(name = "{0} knows {1}")
  @MethodSource("arrows")
  void aRoomKnowsOnlyTheRoomsItsArrowsReach(String room, String[] known) {
    String[] allowed =
        Stream.concat(Stream.of(room), Stream.of(known))
            .map(name -> ROOT + name)
            .toArray(String[]::new);
    DescribedPredicate<JavaClass> otherRooms =
        resideInAnyPackage("org.voxelbench..")
            .and(DescribedPredicate.not(resideInAnyPackage(allowed)));

    noClasses()
        .that()
        .resideInAPackage(ROOT + room)
        .should()
        .dependOnClassesThat(otherRooms)
        .check(CLASSES);
  }

  @Test
  void aMethodNeverSeesADataSetFile() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "methods..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.nio.file..", "java.io..", ROOT + "preparation.cache..", ROOT + "store..")
        .check(CLASSES);
  }

  @Test
  void nobodyDrawsRandomNumbersOutsideTheNamedStreams() {
    noClasses()
        .that(alwaysTrue())
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.Random")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom")
        .orShould()
        .callMethod(Math.class, "random")
        .check(CLASSES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"base", "datasets", "preparation", "training", "evaluation", "methods"})
  void theRoomsOfAModuleHaveNoCircles(String module) {
    SlicesRuleDefinition.slices()
        .matching(ROOT + module + ".(*)..")
        .should()
        .beFreeOfCycles()
        .check(CLASSES);
  }
}
