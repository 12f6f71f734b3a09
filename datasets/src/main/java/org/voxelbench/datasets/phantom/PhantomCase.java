package org.voxelbench.datasets.phantom;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.Image;
import org.voxelbench.datasets.LabelMap;

/**
 * One made-up case.
 *
 * @param id its name
 * @param channels its images, all of one geometry
 * @param labels its label map, where the kind is labelled
 */
public record PhantomCase(String id, List<Image> channels, Optional<LabelMap> labels) {

  private static final double EMPTY_CASES = 0.15;

  public PhantomCase {
    channels = List.copyOf(channels);
  }

  /** Draws a case of a set, from 0 on. */
  public static PhantomCase draw(PhantomSpec spec, int index) {
    CaseRandom random = new CaseRandom(spec.seed(), spec.kind(), index);
    double[] spacing = spec.kind().spacing(spec.size());
    Head head = new Head(random, spacing[2]);
    List<Layer> layers = layers(spec.kind(), random, head);
    List<Contrast> contrasts = contrasts(spec.kind(), random);
    Geometry geometry = geometry(spec.size(), spacing);
    return render(spec.kind(), id(spec, index), random, head, layers, contrasts, geometry);
  }

  private static String id(PhantomSpec spec, int index) {
    String digits = Integer.toString(index);
    return spec.kind().prefix() + "_" + "0".repeat(Math.max(0, 4 - digits.length())) + digits;
  }

  private static List<Contrast> contrasts(PhantomKind kind, CaseRandom random) {
    if (!kind.contrasts().isEmpty()) {
      return kind.contrasts();
    }
    return List.of(List.of(Contrast.T1, Contrast.T2, Contrast.FLAIR).get(random.integer(0, 2)));
  }

  private static List<Layer> layers(PhantomKind kind, CaseRandom random, Head head) {
    return switch (kind) {
      case NUCLEI -> List.of(PhantomCase::labelNuclei);
      case LESIONS -> {
        int count = random.chance(EMPTY_CASES) ? 0 : random.integer(4, 16);
        int artefacts = random.integer(3, 9);
        yield List.of(Spots.artefacts(random, head, artefacts), Spots.lesions(random, head, count));
      }
      case TUMOUR ->
          List.of(Spots.vessels(random, head, random.integer(4, 10)), new Tumour(random, head));
      case CORPUS -> {
        double draw = random.uniform(0, 1);
        if (draw < 0.4) {
          yield List.of(Spots.lesions(random, head, random.integer(1, 14)));
        }
        yield draw < 0.6 ? List.of(new Tumour(random, head)) : List.of();
      }
    };
  }

  private static void labelNuclei(double x, double y, double z, double blur, Mixture mixture) {
    mixture.mark(1, mixture.share(Tissue.CAUDATE));
    mixture.mark(2, mixture.share(Tissue.PUTAMEN));
    mixture.mark(3, mixture.share(Tissue.PALLIDUM));
    mixture.mark(4, mixture.share(Tissue.THALAMUS));
  }

  /** The middle of the field of view is the origin of space. */
  private static Geometry geometry(int[] size, double[] spacing) {
    Geometry geometry = Geometry.axisAligned(size, spacing);
    for (int axis = 0; axis < 3; axis++) {
      geometry.affine()[axis][3] = -spacing[2 - axis] * (size[2 - axis] - 1) / 2;
    }
    return geometry;
  }

  private static PhantomCase render(
      PhantomKind kind,
      String id,
      CaseRandom random,
      Head head,
      List<Layer> layers,
      List<Contrast> contrasts,
      Geometry geometry) {
    List<Scanner> scanners = new ArrayList<>();
    List<Image> images = new ArrayList<>();
    int voxels = Math.toIntExact(geometry.voxels());
    for (int channel = 0; channel < contrasts.size(); channel++) {
      scanners.add(new Scanner(random));
      images.add(new Image(geometry, new float[voxels]));
    }
    short[] labels = new short[voxels];
    Sampler sampler = new Sampler(head, layers, geometry, kind.subslices());
    sampler.visit(
        (at, x, y, z, mixture) -> {
          for (int channel = 0; channel < contrasts.size(); channel++) {
            double brightness = mixture.brightness(contrasts.get(channel));
            images.get(channel).voxels()[at] = scanners.get(channel).measure(brightness, x, y, z);
          }
          labels[at] = mixture.label();
        });
    Optional<LabelMap> map =
        kind.isLabelled() ? Optional.of(new LabelMap(geometry, labels)) : Optional.empty();
    return new PhantomCase(id, images, map);
  }
}
