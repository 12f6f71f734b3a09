package org.voxelbench.training.protocol;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_EMPTY;
import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.voxelbench.base.BadInputException;
import org.voxelbench.results.Claim;
import org.voxelbench.results.NamedMean;

/**
 * Everything that two runs must share to be comparable, as one YAML file states it.
 *
 * @param name short name, used for folders
 * @param title one line for people
 * @param seeds one full set of runs for each
 * @param pretrainingSeeds seeds of the pre-training, which the seeds take in turn; null for the
 *     first of them alone
 * @param datasets labelled data sets, in the report's order
 * @param plans each data set's own plan, and the plan of pre-training
 * @param pretraining the pre-training, the same for all methods unless their entries say else
 * @param training the training on each data set
 * @param inference sliding-window settings
 * @param evaluation policies for what is missing, and for test data
 * @param methods methods under their settings
 * @param recipes {@code common} if all methods are pre-trained alike, or {@code own} if entries of
 *     methods may state batch, learning rate, optimiser and length of their own; null for {@code
 *     common}
 * @param budget what a run may use; null for no bound
 * @param divergence when a run is given up; null for {@code skippedSteps: 10}
 * @param checkpoint how often a run is saved; null for {@code minutes: 10}
 * @param devices ranks that compute each batch of a training together, each an equal share of it,
 *     on as many devices as the command line gives a run; null for {@code 1}
 * @param headline names of the data sets that ranks and the first mean are read from; null for the
 *     test data sets
 * @param means further means that the report prints, each over some data sets; null for none
 * @param claims what is said to come out, which the report answers; null for none
 */
public record Protocol(
    String name,
    String title,
    List<Long> seeds,
    @JsonInclude(NON_NULL) List<Long> pretrainingSeeds,
    List<DatasetEntry> datasets,
    Plans plans,
    PretrainingSettings pretraining,
    TrainingSettings training,
    InferenceSettings inference,
    EvaluationPolicy evaluation,
    List<MethodEntry> methods,
    @JsonInclude(NON_NULL) Recipes recipes,
    Budget budget,
    @JsonInclude(NON_NULL) Divergence divergence,
    @JsonInclude(NON_NULL) Checkpointing checkpoint,
    @JsonInclude(NON_NULL) Integer devices,
    @JsonInclude(NON_NULL) List<String> headline,
    @JsonInclude(NON_EMPTY) List<NamedMean> means,
    @JsonInclude(NON_EMPTY) List<Claim> claims) {

  public Protocol {
    Checks.name("name", name);
    seeds = Checks.nonEmpty("seeds", seeds);
    datasets = Checks.nonEmpty("datasets", datasets);
    methods = Checks.nonEmpty("methods", methods);
    Checks.present("title", title);
    Checks.present("plans", plans);
    Checks.present("pretraining", pretraining);
    Checks.present("training", training);
    Checks.present("inference", inference);
    Checks.present("evaluation", evaluation);
    // The usual way is not written down, so that it has one hash.
    recipes = recipes == Recipes.COMMON ? null : recipes;
    if (devices != null) {
      Checks.atLeast("devices", devices, 1);
      devices = devices == 1 ? null : devices;
    }
    methods = underRecipes(recipes, methods, pretraining);
    Checks.unique("methods", methods.stream().map(MethodEntry::label).toList());
    Checks.unique("datasets", datasets.stream().map(DatasetEntry::name).toList());
    Checks.unique("seeds", seeds);
    claims = claims == null ? List.of() : List.copyOf(claims);
    means = means == null ? List.of() : List.copyOf(means);
    headline = headline == null ? null : NamedMean.headline(headline).over();
    List<NamedMean> named = namedMeans(headline, means);
    checkMeans(named, datasets);
    checkClaims(claims, methods, datasets, named);
    if (pretrainingSeeds != null) {
      pretrainingSeeds = Checks.nonEmpty("pretrainingSeeds", pretrainingSeeds);
      Checks.unique("pretrainingSeeds", pretrainingSeeds);
      if (pretrainingSeeds.size() > seeds.size()) {
        throw new BadInputException(
            "pretrainingSeeds "
                + pretrainingSeeds
                + " are more than the seeds "
                + seeds
                + ", which take them in turn; give at most as many.");
      }
    }
  }

  /** The pre-training plan at the voxel size of a data set. */
  public FixedPlan fixedPlan(String dataset) {
    return dataset(dataset).map(DatasetEntry::spacing).map(plans.fixed()::at).orElse(plans.fixed());
  }

  /** The labelled data set of that name; empty if there is none. */
  public Optional<DatasetEntry> dataset(String named) {
    return datasets.stream().filter(entry -> entry.name().equals(named)).findFirst();
  }

  /** The seeds of the pre-training that runs take in turn. */
  public List<Long> seedsOfPretraining() {
    return pretrainingSeeds == null ? seeds.subList(0, 1) : pretrainingSeeds;
  }

  /** The seed of the pre-training that runs of a seed start from. */
  public long pretrainingSeed(long seed) {
    List<Long> inTurn = seedsOfPretraining();
    return inTurn.get(seeds.indexOf(seed) % inTurn.size());
  }

  /** The means that its report prints beside those by role, the headline first. */
  public List<NamedMean> namedMeans() {
    return namedMeans(headline, means);
  }

  private static List<NamedMean> namedMeans(List<String> headline, List<NamedMean> means) {
    return Stream.concat(Stream.ofNullable(headline).map(NamedMean::headline), means.stream())
        .toList();
  }

  /** The same with a pre-training for each seed, as version 0.1 understood several seeds. */
  public Protocol withAPretrainingForEachSeed() {
    return with(seeds, methods);
  }

  /**
   * The same with absolute paths of weights, so that it means the same in any working directory.
   *
   * @param start the directory that they are relative to
   */
  public Protocol withFilesFrom(Path start) {
    return with(
        pretrainingSeeds, methods.stream().map(entry -> entry.withFileFrom(start)).toList());
  }

  private Protocol with(List<Long> otherPretrainingSeeds, List<MethodEntry> otherMethods) {
    return new Protocol(
        name,
        title,
        seeds,
        otherPretrainingSeeds,
        datasets,
        plans,
        pretraining,
        training,
        inference,
        evaluation,
        otherMethods,
        recipes,
        budget,
        divergence,
        checkpoint,
        devices,
        headline,
        means,
        claims);
  }

  /** Ranks that compute each batch of a training together. */
  public int ranks() {
    return devices == null ? 1 : devices;
  }

  /** Whether entries of methods may state recipes of their own. */
  public boolean ownRecipes() {
    return recipes == Recipes.OWN;
  }

  private static List<MethodEntry> underRecipes(
      Recipes recipes, List<MethodEntry> methods, PretrainingSettings common) {
    if (recipes == Recipes.OWN) {
      return methods.stream().map(entry -> entry.without(common)).toList();
    }
    for (MethodEntry entry : methods) {
      Set<String> keys = entry.ownRecipe().keySet();
      if (!keys.isEmpty()) {
        throw new BadInputException(
            "method '"
                + entry.label()
                + "' states '"
                + String.join("', '", keys)
                + "' for its pre-training, but all methods are pre-trained alike unless the"
                + " protocol says 'recipes: own'; write that, or leave the keys out of the entry.");
      }
    }
    return methods;
  }

  private static void checkMeans(List<NamedMean> means, List<DatasetEntry> datasets) {
    List<String> names = datasets.stream().map(DatasetEntry::name).toList();
    means.forEach(mean -> mean.check(names));
    Checks.unique(
        "means", Stream.concat(names.stream(), means.stream().map(NamedMean::name)).toList());
  }

  private static void checkClaims(
      List<Claim> claims,
      List<MethodEntry> methods,
      List<DatasetEntry> datasets,
      List<NamedMean> means) {
    List<String> labels = methods.stream().map(MethodEntry::label).toList();
    List<String> names = datasets.stream().map(DatasetEntry::name).toList();
    claims.forEach(claim -> claim.check(labels, names, means));
    Checks.unique(
        "claims", claims.stream().map(Claim::name).filter(name -> !name.isEmpty()).toList());
  }
}
