package org.voxelbench.harness.datasets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Data sets of six tiny cases in the trees in which their publishers ship them, with what lies
 * beside the cases there; written from what others say of these trees, not from our layouts.
 */
public final class PublishedTrees {

  /** How many training cases each has. */
  public static final int CASES = 6;

  private static final List<String> NOW = List.of("t1c", "t1n", "t2f", "t2w");
  private static final Map<String, Tree> TREES = new TreeMap<>();

  static {
    TREES.put("Task01_BrainTumour", folder -> decathlon(folder, "BRATS_%03d", 4, 3));
    TREES.put("Task02_Heart", folder -> decathlon(folder, "la_%03d", 1, 1));
    TREES.put("Task03_Liver", folder -> decathlon(folder, "liver_%d", 1, 2));
    TREES.put("Task04_Hippocampus", folder -> decathlon(folder, "hippocampus_%03d", 1, 2));
    TREES.put("Task05_Prostate", folder -> decathlon(folder, "prostate_%02d", 2, 2));
    TREES.put("Task06_Lung", folder -> decathlon(folder, "lung_%03d", 1, 1));
    TREES.put("Task07_Pancreas", folder -> decathlon(folder, "pancreas_%03d", 1, 2));
    TREES.put("Task08_HepaticVessel", folder -> decathlon(folder, "hepaticvessel_%03d", 1, 2));
    TREES.put("Task09_Spleen", folder -> decathlon(folder, "spleen_%d", 1, 1));
    TREES.put("Task10_Colon", folder -> decathlon(folder, "colon_%03d", 1, 1));
    TREES.put("MS_FLAIR", PublishedTrees::sclerosis);
    TREES.put("BrainMetShare", PublishedTrees::stanford);
    TREES.put("ATLAS_R2.0", PublishedTrees::stroke);
    TREES.put("CrossModa", PublishedTrees::schwannoma);
    TREES.put("ISLES22", PublishedTrees::ischaemia);
    TREES.put("HaN-Seg", PublishedTrees::organs);
    TREES.put("HNTS-MRG24", PublishedTrees::radiotherapy);
    TREES.put("WMH", PublishedTrees::whiteMatter);
    TREES.put("YBM", folder -> newBrats(folder, "BraTS-MET-%05d-000", 3));
    TREES.put(
        "BraTS2020",
        folder -> oldBrats(folder.resolve("MICCAI_BraTS2020"), "BraTS20_Training_%03d", ".nii"));
    TREES.put(
        "BraTS2021",
        folder ->
            oldBrats(folder.resolve("RSNA_ASNR_MICCAI_BraTS2021"), "BraTS2021_%05d", ".nii.gz"));
    TREES.put("BraTS2023-GLI", folder -> challenge(folder, "GLI"));
    TREES.put("BraTS2023-MEN", folder -> challenge(folder, "MEN"));
    TREES.put("BraTS-METS", folder -> challenge(folder, "MET"));
    TREES.put("BraTS2023-PED", folder -> challenge(folder, "PED"));
    TREES.put("BraTS2023-SSA", folder -> challenge(folder, "SSA"));
    TREES.put(
        "BraTS2024-GLI",
        folder -> newBrats(folder.resolve("training_data1_v2"), "BraTS-GLI-%05d-100", 4));
    TREES.put("BraTS2024-PED", folder -> newBrats(folder, "BraTS-PED-%05d-000", 4));
  }

  private interface Tree {
    void make(Path folder) throws IOException;
  }

  private PublishedTrees() {}

  /** The names of the cards whose trees are known. */
  public static List<String> names() {
    return List.copyOf(TREES.keySet());
  }

  /** Writes the tree of a data set into a folder. */
  public static void make(String name, Path folder) throws IOException {
    TREES.get(name).make(Files.createDirectories(folder));
  }

  private static String name(String pattern, int number) {
    return String.format(Locale.ROOT, pattern, number);
  }

  private static void decathlon(Path folder, String stem, int channels, int labels)
      throws IOException {
    for (int number = 1; number <= CASES; number++) {
      String file = name(stem, number) + ".nii.gz";
      decathlonImage(folder.resolve("imagesTr").resolve(file), number, channels, labels);
      new TinyVolume(number, labels).label(folder.resolve("labelsTr").resolve(file));
    }
    Path test = folder.resolve("imagesTs").resolve(name(stem, CASES + 1) + ".nii.gz");
    decathlonImage(test, CASES + 1, channels, labels);
    Files.writeString(folder.resolve("imagesTr/._" + name(stem, 1) + ".nii.gz"), "of macOS");
    Files.writeString(
        folder.resolve("dataset.json"),
        "{\"name\": \"x\", \"tensorImageSize\": \"4D\", \"modality\": {\"0\": \"MRI\"},"
            + " \"labels\": {\"0\": \"background\"}, \"numTraining\": 6, \"training\": []}");
  }

  private static void decathlonImage(Path file, int number, int channels, int labels)
      throws IOException {
    TinyVolume volume = new TinyVolume(number, labels);
    if (channels > 1) {
      volume.volumes(file, channels);
    } else {
      volume.image(file, 0);
    }
  }

  private static void sclerosis(Path folder) throws IOException {
    for (int number = 1; number <= CASES; number++) {
      Path patient = folder.resolve("Patient-" + number);
      for (String sequence : List.of("Flair", "T1", "T2")) {
        TinyVolume volume = new TinyVolume(number, 1);
        volume.image(patient.resolve(number + "-" + sequence + ".nii"), sequence.length());
        volume.label(patient.resolve(number + "-LesionSeg-" + sequence + ".nii"));
      }
    }
    Files.writeString(folder.resolve("Supplementary Table 1 for patient info .xlsx"), "a table");
  }

  private static void stanford(Path folder) throws IOException {
    for (int number = 1; number <= CASES; number++) {
      Path study =
          folder.resolve("mets_stanford_releaseMask_train").resolve(name("Mets_%03d", number));
      TinyVolume volume = new TinyVolume(number, 1);
      for (int channel = 0; channel < 4; channel++) {
        volume.imageSlices(study.resolve(Integer.toString(channel)), channel);
      }
      volume.labelSlices(study.resolve("seg"));
    }
  }

  private static void stroke(Path folder) throws IOException {
    Path atlas = folder.resolve("ATLAS_2");
    for (int number = 1; number <= CASES; number++) {
      // Two sessions of each subject.
      String subject = name("sub-r001s%03d", (number + 1) / 2);
      String session = "ses-" + (2 - number % 2);
      String stem = subject + "_" + session + "_space-MNI152NLin2009aSym_";
      Path anat = atlas.resolve("Training/R001").resolve(subject).resolve(session).resolve("anat");
      TinyVolume volume = new TinyVolume(number, 1);
      volume.image(anat.resolve(stem + "T1w.nii.gz"), 0);
      volume.label(anat.resolve(stem + "label-L_desc-T1lesion_mask.nii.gz"));
    }
    Path anat = atlas.resolve("Testing/R005/sub-r005s001/ses-1/anat");
    new TinyVolume(9, 1)
        .image(anat.resolve("sub-r005s001_ses-1_space-MNI152NLin2009aSym_T1w.nii.gz"), 0);
    new TinyVolume(10, 1).image(atlas.resolve("MNI152NLin2009aSym.nii.gz"), 0);
    Files.writeString(atlas.resolve("Training/R001/dataset_description.json"), "{}");
  }

  private static void schwannoma(Path folder) throws IOException {
    for (int number = 1; number <= CASES; number++) {
      String site = number % 2 == 0 ? "ldn" : "etz";
      Path stem = folder.resolve("training_source/crossmoda2022_" + site + "_" + number + "_ceT1");
      TinyVolume volume = new TinyVolume(number, 2);
      volume.image(Path.of(stem + ".nii.gz"), 0);
      volume.label(Path.of(stem.toString().replace("_ceT1", "_Label") + ".nii.gz"));
      volume.image(
          folder.resolve("training_target/crossmoda2022_" + site + "_9" + number + "_hrT2.nii.gz"),
          1);
    }
  }

  private static void ischaemia(Path folder) throws IOException {
    Path root = folder.resolve("ISLES-2022");
    for (int number = 1; number <= CASES; number++) {
      String subject = name("sub-strokecase%04d", number);
      String stem = subject + "_ses-0001_";
      Path session = root.resolve(subject).resolve("ses-0001");
      TinyVolume volume = new TinyVolume(number, 1);
      volume.image(session.resolve("dwi/" + stem + "dwi.nii.gz"), 0);
      volume.image(session.resolve("dwi/" + stem + "adc.nii.gz"), 1);
      volume.image(session.resolve("anat/" + stem + "FLAIR.nii.gz"), 2);
      volume.label(
          root.resolve("derivatives")
              .resolve(subject)
              .resolve("ses-0001")
              .resolve(stem + "msk.nii.gz"));
    }
    Files.writeString(root.resolve("participants.tsv"), "participant_id\n");
  }

  private static void organs(Path folder) throws IOException {
    List<String> organs =
        List.of(
            "A_Carotid_L",
            "A_Carotid_R",
            "Arytenoid",
            "Bone_Mandible",
            "Brainstem",
            "BuccalMucosa",
            "Cavity_Oral",
            "Cochlea_L",
            "Cochlea_R",
            "Cricopharyngeus",
            "Esophagus_S",
            "Eye_AL",
            "Eye_AR",
            "Eye_PL",
            "Eye_PR",
            "Glnd_Lacrimal_L",
            "Glnd_Lacrimal_R",
            "Glnd_Submand_L",
            "Glnd_Submand_R",
            "Glnd_Thyroid",
            "Glottis",
            "Larynx_SG",
            "Lips",
            "OpticChiasm",
            "OpticNrv_L",
            "OpticNrv_R",
            "Parotid_L",
            "Parotid_R",
            "Pituitary",
            "SpinalCord");
    Path set = folder.resolve("HaN-Seg/set_1");
    for (int number = 1; number <= CASES; number++) {
      String id = name("case_%02d", number);
      TinyVolume volume = new TinyVolume(number, organs.size());
      volume.image(set.resolve(id).resolve(id + "_IMG_CT.nrrd"), 0);
      volume.image(set.resolve(id).resolve(id + "_IMG_MR_T1.nrrd"), 1);
      for (int organ = 0; organ < organs.size(); organ++) {
        if (number > 1 || !organs.get(organ).equals("SpinalCord")) {
          volume.structure(
              set.resolve(id).resolve(id + "_OAR_" + organs.get(organ) + ".seg.nrrd"), organ + 1);
        }
      }
    }
    Files.writeString(set.resolve("OAR_data.csv"), "case\n");
  }

  private static void radiotherapy(Path folder) throws IOException {
    for (int number = 1; number <= CASES; number++) {
      Path patient = folder.resolve("HNTSMRG24_train").resolve(Integer.toString(number));
      TinyVolume volume = new TinyVolume(number, 2);
      volume.image(patient.resolve("preRT/" + number + "_preRT_T2.nii.gz"), 0);
      volume.label(patient.resolve("preRT/" + number + "_preRT_mask.nii.gz"));
      volume.image(patient.resolve("midRT/" + number + "_midRT_T2.nii.gz"), 1);
      volume.label(patient.resolve("midRT/" + number + "_midRT_mask.nii.gz"));
      volume.image(patient.resolve("midRT/" + number + "_preRT_T2_registered.nii.gz"), 0);
      volume.label(patient.resolve("midRT/" + number + "_preRT_mask_registered.nii.gz"));
    }
  }

  private static void whiteMatter(Path folder) throws IOException {
    List<String> training =
        List.of(
            "Utrecht/0",
            "Utrecht/2",
            "Singapore/50",
            "Singapore/51",
            "Amsterdam/GE3T/100",
            "Amsterdam/GE3T/101");
    for (int i = 0; i < CASES; i++) {
      subject(folder.resolve("training").resolve(training.get(i)), i);
    }
    subject(folder.resolve("test/Utrecht/1"), 11);
    subject(folder.resolve("test/Amsterdam/Philips_VU .PETMR_01./160"), 12);
    new TinyVolume(1, 1)
        .label(
            folder.resolve("additional_annotations/observer_o3/training/Utrecht/0/result.nii.gz"));
  }

  private static void subject(Path folder, int number) throws IOException {
    TinyVolume volume = new TinyVolume(number, 2);
    for (String kind : List.of("orig", "pre")) {
      volume.image(folder.resolve(kind).resolve("FLAIR.nii.gz"), 0);
      volume.image(folder.resolve(kind).resolve("T1.nii.gz"), 1);
    }
    volume.image(folder.resolve("orig/3DT1.nii.gz"), 2);
    volume.label(folder.resolve("wmh.nii.gz"));
  }

  /** Until 2021, with the enhancing tumour 4. */
  private static void oldBrats(Path stem, String pattern, String ending) throws IOException {
    for (int number = 1; number <= CASES; number++) {
      boolean odd = ending.equals(".nii") && number == CASES;
      String id = name(pattern, odd ? 355 : number);
      Path study = Path.of(stem + "_TrainingData").resolve(id);
      TinyVolume volume = new TinyVolume(number, 3);
      channels(volume, study, id + "_", List.of("flair", "t1", "t1ce", "t2"), ending);
      volume.label(
          study.resolve((odd ? "W39_1998.09.19_Segm" : id + "_seg") + ending), List.of(1, 2, 4));
    }
    String id = name(pattern.replace("Training", "Validation"), CASES + 1);
    channels(
        new TinyVolume(CASES + 1, 3),
        Path.of(stem + "_ValidationData").resolve(id),
        id + "_",
        List.of("flair", "t1", "t1ce", "t2"),
        ending);
  }

  private static void challenge(Path folder, String kind) throws IOException {
    String stem = "ASNR-MICCAI-BraTS2023-" + kind + "-Challenge-";
    newBrats(folder.resolve(stem + "TrainingData"), "BraTS-" + kind + "-%05d-000", 3);
    String id = "BraTS-" + kind + "-00999-000";
    Path study = folder.resolve(stem + "ValidationData").resolve(id);
    channels(new TinyVolume(99, 3), study, id + "-", NOW, ".nii.gz");
  }

  private static void newBrats(Path folder, String pattern, int labels) throws IOException {
    for (int number = 1; number <= CASES; number++) {
      String id = name(pattern, number);
      Path study = folder.resolve(id);
      TinyVolume volume = new TinyVolume(number, labels);
      channels(volume, study, id + "-", NOW, ".nii.gz");
      volume.label(study.resolve(id + "-seg.nii.gz"));
    }
  }

  private static void channels(
      TinyVolume volume, Path study, String stem, List<String> names, String ending)
      throws IOException {
    for (int channel = 0; channel < names.size(); channel++) {
      volume.image(study.resolve(stem + names.get(channel) + ending), channel);
    }
  }
}
