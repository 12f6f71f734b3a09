"""nnU-Net itself, driven line by line by `make test-peer`.

Every line of the standard input is a JSON object whose key `do` names a function of this file and whose other keys are
its arguments. Each is answered by one line of JSON; what nnU-Net prints goes to the standard error.
"""

import json
import os
import sys

answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
os.dup2(2, 1)

try:
    import numpy
    import SimpleITK
    import torch
    from dynamic_network_architectures.architectures.unet import ResidualEncoderUNet
    from safetensors.numpy import save_file

    import nnunetv2.inference.predict_from_raw_data as prediction
except ImportError as error:
    print(json.dumps({"missing": error.name or str(error)}), file=answers, flush=True)
    sys.exit(0)

from importlib.metadata import version
from pathlib import Path

CONFIGURATION = "3d_fullres"
CPU = torch.device("cpu")
QUICK_RATE = 0.003


def versions():
    packages = ("nnunetv2", "torch", "dynamic-network-architectures")
    return {"versions": ", ".join(f"{name} {version(name)}" for name in packages)}


def accumulate_in(dtype):
    """The sums over windows, which nnU-Net keeps in 16 bits and, by its own words, may keep in 32."""
    torch.half = dtype
    gaussian = accumulate_in.__dict__.setdefault("gaussian", prediction.compute_gaussian)

    def compute_gaussian(*arguments, **named):
        return gaussian(*arguments, dtype=dtype, **named)

    compute_gaussian.cache_clear = gaussian.cache_clear
    prediction.compute_gaussian = compute_gaussian


def predict(model, images, out, step, halves):
    """nnUNetPredictor on a folder of images, with probabilities."""
    torch.set_num_threads(2)
    accumulate_in(torch.float16 if halves else torch.float32)
    predictor = prediction.nnUNetPredictor(tile_step_size=step, device=CPU, allow_tqdm=False)
    predictor.initialize_from_trained_model_folder(model, use_folds=None)
    Path(out).mkdir(parents=True, exist_ok=True)
    predictor.predict_from_files_sequential(images, out, save_probabilities=True)
    return {"mirrorAxes": list(predictor.allowed_mirroring_axes or [])}


def compare(theirs, ours):
    """How many voxels differ, and how far apart nnU-Net's logits of the two labels are where they do."""
    voxels = differing = foreground = 0
    margin = 0.0
    for file in sorted(Path(ours).glob("*.nii.gz")):
        mine = SimpleITK.GetArrayFromImage(SimpleITK.ReadImage(str(file)))
        other = SimpleITK.GetArrayFromImage(SimpleITK.ReadImage(str(Path(theirs) / file.name)))
        if mine.shape != other.shape:
            raise SystemExit(f"{file} has {mine.shape} voxels, nnU-Net's {other.shape}")
        different = mine != other
        voxels += mine.size
        differing += int(different.sum())
        foreground += int((other > 0).sum())
        if different.any():
            case = file.name[: -len(".nii.gz")]
            logits = numpy.log(numpy.load(Path(theirs) / f"{case}.npz")["probabilities"].astype(float) + 1e-45)
            places = numpy.nonzero(different)
            apart = logits[(other[places],) + places] - logits[(mine[places],) + places]
            margin = max(margin, float(apart.max()))
    return {"voxels": voxels, "differing": differing, "foreground": foreground, "margin": margin}


def subset(source, out, cases, size):
    """The first cases of a data set, cut to a box around their middle; a copy in nnU-Net's raw layout."""
    source, out = Path(source), Path(out)
    declared = json.loads((source / "dataset.json").read_text())
    names = sorted(file.name[: -len(".nii.gz")] for file in (source / "labelsTr").glob("*.nii.gz"))[:cases]
    files = [f"labelsTr/{name}.nii.gz" for name in names]
    files += [f"imagesTr/{name}_{c:04d}.nii.gz" for name in names for c in range(len(declared["channel_names"]))]
    for file in files:
        image = SimpleITK.ReadImage(str(source / file))
        kept = [min(have, want) for have, want in zip(image.GetSize(), size)]
        first = [(have - keep) // 2 for have, keep in zip(image.GetSize(), kept)]
        (out / file).parent.mkdir(parents=True, exist_ok=True)
        SimpleITK.WriteImage(SimpleITK.RegionOfInterest(image, kept, first), str(out / file))
    declared["numTraining"] = len(names)
    (out / "dataset.json").write_text(json.dumps(declared))
    return {"cases": names}


def prepare(dataset):
    """The command nnUNetv2_plan_and_preprocess with its check of a data set, and what nnU-Net reads of each case."""
    from nnunetv2.experiment_planning.plan_and_preprocess_entrypoints import plan_and_preprocess_entry
    from nnunetv2.imageio.reader_writer_registry import determine_reader_writer_from_dataset_json
    from nnunetv2.utilities.utils import get_filenames_of_train_images_and_targets

    command = "nnUNetv2_plan_and_preprocess"
    options = ["--verify_dataset_integrity", "-c", CONFIGURATION, "-np", "1", "-npfp", "1"]
    sys.argv, before = [command, "-d", str(dataset), *options], sys.argv
    try:
        plan_and_preprocess_entry()
    finally:
        sys.argv = before
    folder = next(Path(os.environ["nnUNet_raw"]).glob(f"Dataset{dataset:03d}_*"))
    declared = json.loads((folder / "dataset.json").read_text())
    reader = determine_reader_writer_from_dataset_json(declared, verbose=False)()
    cases = {}
    for name, files in get_filenames_of_train_images_and_targets(str(folder), declared).items():
        image, _ = reader.read_images(files["images"])
        label, _ = reader.read_seg(files["label"])
        cases[name] = {
            "sums": [float(channel.sum(dtype=numpy.float64)) for channel in image],
            "labels": [int(count) for count in numpy.bincount(label.astype(int).ravel())],
        }
    preprocessed = Path(os.environ["nnUNet_preprocessed"]) / folder.name
    return {"cases": cases, "preprocessed": len(list(preprocessed.glob(f"*_{CONFIGURATION}/*.pkl")))}


def plan(dataset, planner, patch, stages, features):
    """nnU-Net's fingerprint and plan of a data set, cut down to a network that a CPU trains in seconds."""
    from nnunetv2.experiment_planning.plan_and_preprocess_api import extract_fingerprints, plan_experiments, preprocess

    extract_fingerprints([dataset], num_processes=1, check_dataset_integrity=True)
    name = plan_experiments([dataset], planner)
    file = next(Path(os.environ["nnUNet_preprocessed"]).glob(f"Dataset{dataset:03d}_*")) / f"{name}.json"
    plans = json.loads(file.read_text())
    configuration = plans["configurations"][CONFIGURATION]
    network = configuration["architecture"]["arch_kwargs"]
    stages = min(stages, network["n_stages"])
    network["n_stages"] = stages
    network["features_per_stage"] = [features * 2**stage for stage in range(stages)]
    for key in ("kernel_sizes", "strides", "n_blocks_per_stage", "n_conv_per_stage"):
        if key in network:
            network[key] = network[key][:stages]
    network["n_conv_per_stage_decoder"] = network["n_conv_per_stage_decoder"][: stages - 1]
    stride = numpy.prod(network["strides"], axis=0)
    configuration["patch_size"] = [int(-(-size // step) * step) for size, step in zip(patch, stride)]
    configuration["batch_size"] = 2
    file.write_text(json.dumps(plans))
    preprocess([dataset], name, (CONFIGURATION,), (1,))
    return {"plans": str(file)}


def trainer(dataset, plans, fold=0):
    from nnunetv2.run.run_training import get_trainer_from_args

    # The loaders' processes; planning wants one at least.
    os.environ["nnUNet_n_proc_DA"] = "0"
    return get_trainer_from_args(str(dataset), CONFIGURATION, fold, plans_identifier=Path(plans).stem, device=CPU)


def quick_optimizer(made):
    from nnunetv2.training.lr_scheduler.polylr import PolyLRScheduler

    optimizer = torch.optim.AdamW(made.network.parameters(), QUICK_RATE)
    return optimizer, PolyLRScheduler(optimizer, QUICK_RATE, made.num_epochs)


def train(dataset, plans, epochs, iterations):
    """nnU-Net's own training loop, augmentation and loss for a few steps, with an optimiser that gets on in so few."""
    torch.manual_seed(1)
    numpy.random.seed(1)
    torch.set_num_threads(2)
    made = trainer(dataset, plans)
    made.configure_optimizers = lambda: quick_optimizer(made)
    made.oversample_foreground_percent = 1
    made.num_epochs = epochs
    made.num_iterations_per_epoch = iterations
    made.num_val_iterations_per_epoch = 1
    made.run_training()
    return {"model": str(Path(made.output_folder).parent), "loss": float(made.logger.get_value("train_losses", None)[-1])}


def batch(dataset, plans, model, case, lower, out):
    """A preprocessed case, nnU-Net's batch of it without augmentation, and nnU-Net's loss of that batch."""
    from nnunetv2.training.dataloading.data_loader import nnUNetDataLoader

    made = trainer(dataset, plans)
    made.initialize()
    data, segmentation, _, _ = made.dataset_class(made.preprocessed_dataset_folder, [case]).load_case(case)
    patch = made.configuration_manager.patch_size
    scales = made._get_deep_supervision_scales()
    loader = nnUNetDataLoader(
        made.dataset_class(made.preprocessed_dataset_folder, [case]),
        len(lower),
        patch,
        patch,
        made.label_manager,
        transforms=made.get_validation_transforms(scales, ignore_label=made.label_manager.ignore_label),
    )
    corners = iter(lower)
    loader.get_indices = lambda: [case] * len(lower)

    def box(*_, **__):
        corner = next(corners)
        return corner, [start + size for start, size in zip(corner, patch)]

    loader.get_bbox = box
    made_batch = loader.generate_train_batch()
    checkpoint = torch.load(Path(model) / "fold_0" / "checkpoint_final.pth", map_location=CPU, weights_only=False)
    made.network.load_state_dict(checkpoint["network_weights"])
    with torch.no_grad():
        loss = made.loss(made.network(made_batch["data"]), made_batch["target"])
    arrays = {
        "case/image": numpy.asarray(data[:], dtype=numpy.float32),
        "case/segmentation": numpy.asarray(segmentation[:], dtype=numpy.float32),
        "batch/image": made_batch["data"].numpy(),
    }
    for head, target in enumerate(made_batch["target"]):
        arrays[f"batch/target/{head}"] = target.numpy().astype(numpy.float32)
    save_file({name: numpy.ascontiguousarray(array) for name, array in arrays.items()}, out)
    return {"loss": float(loss)}


def cache(arrays, patch, out):
    """Bytes of image and segmentation of a preprocessed case in nnU-Net's own files."""
    from nnunetv2.training.dataloading.nnunet_dataset import comp_blosc2_params, nnUNetDatasetBlosc2
    from safetensors.numpy import load_file

    case = load_file(arrays)
    image = case["image"].astype(numpy.float32)
    segmentation = case["segmentation"].astype(numpy.int16)
    blocks, chunks = comp_blosc2_params(image.shape, tuple(patch), image.itemsize)
    blocks_seg, chunks_seg = comp_blosc2_params(segmentation.shape, tuple(patch), segmentation.itemsize)
    for file in (Path(f"{out}.b2nd"), Path(f"{out}_seg.b2nd")):
        file.unlink(missing_ok=True)
    nnUNetDatasetBlosc2.save_case(
        image, segmentation, {}, out, chunks=chunks, blocks=blocks, chunks_seg=chunks_seg, blocks_seg=blocks_seg
    )
    return {"bytes": sum(Path(f"{out}{ending}").stat().st_size for ending in (".b2nd", "_seg.b2nd"))}


NNSSL_ARGUMENTS = {
    "n_stages": 4,
    "features_per_stage": [8, 16, 32, 64],
    "conv_op": "torch.nn.modules.conv.Conv3d",
    "kernel_sizes": [[3, 3, 3]] * 4,
    "strides": [[1, 1, 1]] + [[2, 2, 2]] * 3,
    "n_blocks_per_stage": [1, 3, 4, 6],
    "n_conv_per_stage_decoder": [1, 1, 1],
    "conv_bias": True,
    "norm_op": "torch.nn.modules.instancenorm.InstanceNorm3d",
    "norm_op_kwargs": {"eps": 1e-5, "affine": True},
    "dropout_op": None,
    "dropout_op_kwargs": None,
    "nonlin": "torch.nn.modules.activation.LeakyReLU",
    "nonlin_kwargs": {"inplace": True},
}


def residual_encoder(arguments, channels, classes):
    import pydoc

    imported = {
        key: pydoc.locate(value) if key in ("conv_op", "norm_op", "nonlin") else value
        for key, value in arguments.items()
    }
    return ResidualEncoderUNet(channels, num_classes=classes, deep_supervision=False, **imported)


def features(network, image):
    """The outputs of all encoder stages, computed in 64 bits, where only a wrong weight or layer can make a difference."""
    with torch.no_grad():
        return {f"stage/{index}": out.numpy() for index, out in enumerate(network.double().encoder(image.double()))}


def make_nnssl(checkpoint, out, size):
    """A checkpoint by the published layout of nnssl's, and what its encoder makes of a patch."""
    torch.manual_seed(3)
    network = residual_encoder(NNSSL_ARGUMENTS, 1, 1)
    for parameter in network.parameters():
        torch.nn.init.normal_(parameter, 0, 0.2)
    adaptation = {
        "architecture_plans": {
            "arch_class_name": "ResidualEncoderUNet",
            "arch_kwargs": NNSSL_ARGUMENTS,
            "arch_kwargs_requiring_import": ["conv_op", "norm_op", "nonlin"],
        },
        "pretrain_plan": {
            "dataset_name": "Dataset745_OpenMind",
            "plans_name": "nnsslPlans",
            "configurations": {
                "onemmiso": {
                    "spacing": [1, 1, 1],
                    "patch_size": [160, 160, 160],
                    "normalization_schemes": ["ZScoreNormalization"],
                }
            },
        },
        "pretrain_num_input_channels": 1,
        "recommended_downstream_patchsize": (160, 160, 160),
        "key_to_encoder": "encoder.stages",
        "key_to_stem": "encoder.stem",
        "keys_to_in_proj": ("encoder.stem.convs.0.conv", "encoder.stem.convs.0.all_modules.0"),
        "key_to_lpe": None,
    }
    torch.save(
        {
            "network_weights": network.state_dict(),
            "optimizer_state": torch.optim.SGD(network.parameters(), 0.01, momentum=0.99).state_dict(),
            "grad_scaler_state": None,
            "logging": {"train_losses": [0.5]},
            "_best_ema": 0.5,
            "current_epoch": 1000,
            "init_args": {"configuration_name": "onemmiso"},
            "trainer_name": "BaseMAETrainer_BS8_1000ep",
            "nnssl_adaptation_plan": adaptation,
        },
        checkpoint,
    )
    image = torch.randn(1, 1, size, size, size)
    save_file({"image": image.numpy(), **features(network, image)}, out)
    return {"tensors": len(network.state_dict())}


def load_nnssl(checkpoint, out, size):
    """What nnU-Net's fine-tuning takes of a checkpoint, by the keys in it, and what the encoder makes of a patch."""
    torch.manual_seed(4)
    held = torch.load(checkpoint, map_location=CPU, weights_only=True)
    adaptation = held["nnssl_adaptation_plan"]
    channels = adaptation["pretrain_num_input_channels"]
    network = residual_encoder(adaptation["architecture_plans"]["arch_kwargs"], channels, 2)
    loaded = 0
    for key in (adaptation["key_to_encoder"], adaptation["key_to_stem"]):
        part = {
            name[len(key) + 1 :]: value
            for name, value in held["network_weights"].items()
            if name.startswith(key + ".")
        }
        network.get_submodule(key).load_state_dict(part)
        loaded += len(part)
    image = torch.randn(1, channels, size, size, size)
    save_file({"image": image.numpy(), **features(network, image)}, out)
    return {"tensors": loaded}


def primus(weights, out, width, depth, heads, registers, patch, classes):
    """Logits of a Primus of given weights for a drawn image, and the gradients of half their mean square."""
    from dynamic_network_architectures.architectures.primus import Primus
    from safetensors.numpy import load_file

    torch.manual_seed(5)
    network = Primus(
        1,
        width,
        (8, 8, 8),
        classes,
        depth,
        heads,
        tuple(patch),
        num_register_tokens=registers,
        drop_path_rate=0.2,
        init_values=0.1,
        scale_attn_inner=True,
    ).eval()
    given = {name: torch.from_numpy(value) for name, value in load_file(weights).items()}
    given["mask_token"] = network.mask_token  # a buffer of zeros that no one trains
    network.load_state_dict(given)
    image = torch.randn(2, 1, *patch, requires_grad=True)
    logits = network(image)
    loss = logits.square().mean() / 2
    loss.backward()
    arrays = {"image": image.detach(), "logits": logits.detach(), "gradient/image": image.grad}
    for name, weight in network.named_parameters():
        arrays["gradient/" + name] = weight.grad
    save_file({name: value.contiguous().numpy() for name, value in arrays.items()}, out)
    return {
        "parameters": sum(weight.numel() for weight in network.parameters()),
        "loss": loss.item(),
    }


def main():
    if sys.argv[1:] == ["--versions"]:
        print(json.dumps(versions()), file=answers, flush=True)
        return
    for line in sys.stdin:
        request = json.loads(line)
        print(json.dumps(globals()[request.pop("do")](**request)), file=answers, flush=True)


if __name__ == "__main__":
    main()
