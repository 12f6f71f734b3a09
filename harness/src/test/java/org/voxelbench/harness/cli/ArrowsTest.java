package org.voxelbench.harness.cli;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.voxelbench.docs.Drawn;

/** The arrows between modules and rooms: who may know whom. */
class ArrowsTest {

  private static final String ROOT = "org.voxelbench.";
  private static final Path PAGE = Path.of("..", "docs", "architecture.md");
  private static final int LARGEST_PACKAGE = 30;
  private static final House HOUSE = House.read(Path.of(".."));
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("org.voxelbench");

  static Stream<House.Module> modules() {
    return HOUSE.modules().stream();
  }

  /** What a POM may say at most; more than that is another house. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      value = {
        "base, ''",
        "engine-api, base",
        "engine-torch, engine-api",
        "engine-nd4j, engine-api",
        "datasets, base",
        "weights, base engine-api preparation",
        "preparation, base datasets",
        "results, base",
        "store, base datasets engine-api results",
        "training, base datasets engine-api preparation results store",
        "evaluation, base datasets engine-api preparation results",
        "methods, base engine-api preparation results training",
        "reports, base results",
      })
  void aModuleKnowsTheseAlone(String module, String known) {
    Set<String> allowed =
        Stream.of(known.split(" "))
            .filter(name -> !name.isEmpty())
            .map(name -> "voxelbench-" + name)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(HOUSE.named("voxelbench-" + module).knows())
        .containsExactlyInAnyOrderElementsOf(allowed);
  }

  @ParameterizedTest
  @MethodSource("modules")
  void itsCodeKnowsNoOtherThanItsPomSays(House.Module module) {
    String[] allowed =
        Stream.concat(Stream.of(module), module.knows().stream().map(HOUSE::named))
            .flatMap(known -> known.packages().keySet().stream())
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAnyPackage(module.packages().keySet().toArray(String[]::new))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("org.voxelbench..").and(not(resideInAnyPackage(allowed))))
        .check(CLASSES);
  }

  @ParameterizedTest
  @MethodSource("modules")
  void itsCodeUsesEveryModuleThatItsPomNames(House.Module module) {
    Set<String> own = module.packages().keySet();
    Set<String> used =
        CLASSES.stream()
            .filter(type -> own.contains(type.getPackageName()))
            .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
            .map(arrow -> arrow.getTargetClass().getPackageName())
            .collect(Collectors.toSet());
    assertThat(module.knows())
        .filteredOn(known -> !isFoundByServiceLoader(known))
        .allSatisfy(
            known ->
                assertThat(HOUSE.named(known).packages().keySet()).containsAnyElementsOf(used));
  }

  private static boolean isFoundByServiceLoader(String artifact) {
    return List.of("voxelbench-engine-torch", "voxelbench-engine-nd4j", "voxelbench-methods")
        .contains(artifact);
  }

  @Test
  void noPackagesFormACircle() {
    SlicesRuleDefinition.slices()
        .matching("org.voxelbench.(**)")
        .should()
        .beFreeOfCycles()
        .check(CLASSES);
  }

  @Test
  void everyPackageIsSmallAndSaysWhatLivesThere() {
    for (House.Module module : HOUSE.modules()) {
      module
          .packages()
          .forEach(
              (name, files) -> {
                assertThat(files).as(name).isLessThanOrEqualTo(LARGEST_PACKAGE);
                assertThat(
                        HOUSE
                            .root()
                            .resolve(module.folder())
                            .resolve("src/main/java")
                            .resolve(name.replace('.', '/'))
                            .resolve("package-info.java"))
                    .exists();
              });
    }
  }

  @Test
  void theHouseIsDrawnInTheDocs() throws IOException {
    new Drawn(PAGE).hasPart("modules and packages", HOUSE.drawn());
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

  /** NFS breaks them, so claims take their place. */
  @Test
  void nobodyReliesOnLocksOfTheFileSystem() {
    noClasses()
        .that(alwaysTrue())
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.nio.channels.FileLock")
        .orShould()
        .callMethod(FileChannel.class, "lock")
        .orShould()
        .callMethod(FileChannel.class, "tryLock")
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
}
