package org.voxelbench.harness;

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
        Arguments.of("engine", new String[] {}),
        Arguments.of("engine.nd4j", new String[] {"engine"}),
        Arguments.of("engine.torch", new String[] {"engine"}),
        Arguments.of("datasets..", new String[] {}),
        Arguments.of("protocol..", new String[] {"engine", "datasets.."}),
        Arguments.of("methods..", new String[] {"engine", "protocol.."}),
        Arguments.of("reports..", new String[] {"protocol.results"}));
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
            "java.nio.file..", "java.io..", ROOT + "protocol.cache..", ROOT + "protocol.store..")
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

  @Test
  void theProtocolsPackagesHaveNoCycles() {
    SlicesRuleDefinition.slices()
        .matching(ROOT + "protocol.(*)..")
        .should()
        .beFreeOfCycles()
        .check(CLASSES);
  }
}
