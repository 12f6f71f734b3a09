"""Writes the files of this folder: python3 make.py (torch 2.10, numpy 2.4).

Beside each file that is read stands what it holds: NAME.json has `tensors` (path, type, shape, values, storage)
and `content`, where {"tensor": PATH} stands for a tensor.
"""
import argparse
import collections
import io
import json
import math
import pathlib
import re
import zipfile

import numpy as np
import torch

NAMES = {
    torch.float32: "F32", torch.float64: "F64", torch.float16: "F16", torch.bfloat16: "BF16", torch.int8: "I8",
    torch.uint8: "U8", torch.int16: "I16", torch.uint16: "U16", torch.int32: "I32", torch.uint32: "U32",
    torch.int64: "I64", torch.uint64: "U64", torch.bool: "BOOL", torch.float8_e4m3fn: "F8_E4M3",
    torch.float8_e5m2: "F8_E5M2", torch.complex64: "C64",
}
NUMPY = {"f2": "F16", "f4": "F32", "f8": "F64", "b1": "BOOL"}
UNREADABLE = ("F8_E4M3", "F8_E5M2", "C64")


def number(value):
    value = float(value)
    return str(value) if math.isnan(value) or math.isinf(value) else value


def torch_entry(tensor):
    kind = NAMES[tensor.dtype]
    values = None
    if kind not in UNREADABLE:
        values = [number(v) for v in tensor.detach().flatten().tolist()]
    place = [tensor.untyped_storage().data_ptr(), tensor.storage_offset(), kind, list(tensor.shape), list(tensor.stride())]
    return {"type": kind, "shape": list(tensor.shape), "values": values, "place": place}


def numpy_entry(array):
    kind = array.dtype.str[1:]
    name = NUMPY.get(kind, kind[0].upper() + str(8 * int(kind[1:])))
    return {"type": name, "shape": list(array.shape), "values": [number(v) for v in array.flatten().tolist()], "place": [id(array)]}


class Oracle:
    """What the reader should say of a value."""

    def __init__(self):
        self.tensors = {}

    def plain(self, value, path=()):
        below = lambda key, item: self.plain(item, path + (str(key),))
        if isinstance(value, torch.Tensor) or isinstance(value, np.ndarray) and value.dtype.kind in "biuf":
            name = "/".join(path)
            self.tensors[name] = torch_entry(value) if isinstance(value, torch.Tensor) else numpy_entry(value)
            return {"tensor": name}
        if isinstance(value, np.ndarray):
            value = [v.decode("latin1") if isinstance(v, bytes) else v for v in value.flatten().tolist()]
        if isinstance(value, np.generic):
            value = value.item()
        if isinstance(value, dict):
            return {str(k): below(k, v) for k, v in value.items()}
        if isinstance(value, (set, frozenset)):
            value = sorted(value)
        if isinstance(value, (list, tuple)):
            return [below(i, v) for i, v in enumerate(value)]
        if isinstance(value, (bytes, bytearray)):
            return value.decode("latin1")
        if isinstance(value, (torch.device, torch.dtype)):
            return str(value)
        if isinstance(value, pathlib.PurePath):
            return {"class": "pathlib.PosixPath", "arguments": list(value.parts)}
        if isinstance(value, argparse.Namespace):
            return {"class": "argparse.Namespace", "state": self.plain(vars(value), path + ("state",))}
        if isinstance(value, complex):
            return {"class": "builtins.complex", "arguments": [value.real, value.imag]}
        if isinstance(value, range):
            return {"class": "builtins.range", "arguments": [value.start, value.stop, value.step]}
        if isinstance(value, float):
            return number(value)
        assert value is None or isinstance(value, (str, int, bool)), type(value)
        return value


def write_oracle(name, value):
    oracle = Oracle()
    content = oracle.plain(value if isinstance(value, dict) else {"value": value})
    places = []
    for entry in oracle.tensors.values():
        place = entry.pop("place")
        places.append(place) if place not in places else None
        entry["storage"] = places.index(place)
    with open(name + ".json", "w", encoding="utf-8") as out:
        json.dump({"tensors": oracle.tensors, "content": content}, out, ensure_ascii=False)


def write(name, value, **options):
    with open(name + ".pth", "wb") as out:
        torch.save(value, out, **options)
    write_oracle(name, value)


def again(source, target, change):
    """The entries of a file, changed and put into another."""
    with zipfile.ZipFile(source + ".pth") as old, zipfile.ZipFile(target + ".pth", "w") as new:
        for entry in old.namelist():
            new.writestr(entry, change(entry, old.read(entry)))


def ramp(*shape, dtype=torch.float32):
    return (torch.arange(math.prod(shape), dtype=torch.float64) * 0.5 - 1).to(dtype).reshape(shape)


def types():
    tensors = {NAMES[t]: ramp(2, 3, dtype=t) for t in NAMES if NAMES[t] not in UNREADABLE and NAMES[t][0] != "U"}
    for t in (torch.uint8, torch.uint16, torch.uint32, torch.uint64):
        tensors[NAMES[t]] = torch.tensor([0, 1, 2 ** (8 * t.itemsize - 1)], dtype=t)
    for t in (torch.float8_e4m3fn, torch.float8_e5m2, torch.complex64):
        tensors[NAMES[t]] = torch.zeros(2, dtype=t)
    tensors["special"] = torch.tensor([math.nan, math.inf, -math.inf, -0.0, 1e-45])
    tensors["half"] = torch.tensor([65504, 6e-8, math.inf, -1 / 3], dtype=torch.float16)
    tensors["wide"] = torch.tensor([2**53, -(2**53)], dtype=torch.int64)
    return tensors


def views():
    base = ramp(4, 5, 6)
    conv = ramp(2, 3, 2, 2, 2).to(memory_format=torch.channels_last_3d)
    return {
        "base": base, "again": base, "view": base.view(20, 6), "transposed": base.transpose(0, 2), "row": base[1],
        "column": base[:, 2, 3], "stepped": base[::2, 1::2, ::3], "scalar": base[3, 4, 5], "conv": conv,
        "expanded": ramp(3).expand(4, 3), "number": torch.tensor(2.5), "empty": torch.zeros(2, 0, 3),
        "nothing": base[4:], "flat": base.flatten()[7:11],
    }


class Block(torch.nn.Module):
    """Every weight under two names, as in nnU-Net's blocks."""

    def __init__(self, inputs, outputs):
        super().__init__()
        self.conv = torch.nn.Conv3d(inputs, outputs, 1)
        self.norm = torch.nn.InstanceNorm3d(outputs, affine=True)
        self.all_modules = torch.nn.Sequential(self.conv, self.norm)


class Decoder(torch.nn.Module):
    def __init__(self, encoder):
        super().__init__()
        self.encoder = encoder
        self.seg = torch.nn.Conv3d(3, 2, 1)


class Network(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = torch.nn.Sequential(Block(1, 2), Block(2, 3))
        self.decoder = Decoder(self.encoder)


def nnunet():
    torch.manual_seed(0)
    network = Network()
    optimizer = torch.optim.SGD(network.parameters(), 1e-2, momentum=0.99, nesterov=True)
    network.encoder[0].conv(torch.ones(1, 1, 2, 2, 2)).sum().backward()
    optimizer.step()
    plans = {"dataset_name": "Dataset004_Hippocampus", "transpose_forward": [0, 1, 2], "configurations": {
        "3d_fullres": {"patch_size": [40, 56, 40], "spacing": [1.0, 1.0, 1.0], "batch_dice": False}}}
    return {
        "network_weights": network.state_dict(), "optimizer_state": optimizer.state_dict(), "grad_scaler_state": None,
        "logging": {"mean_fg_dice": [np.float64(0.5), np.float32(0.25)], "ema_fg_dice": [np.float64(math.nan)],
                    "lrs": [0.01], "epoch_start_timestamps": [1.5e9]},
        "_best_ema": np.float64(0.375), "current_epoch": 2,
        "init_args": {"plans": plans, "configuration": "3d_fullres", "fold": 0, "dataset_json": {
            "labels": {"background": 0, "Anterior": 1}, "channel_names": {"0": "MRI"}}, "device": torch.device("cuda", 0)},
        "trainer_name": "nnUNetTrainer", "inference_allowed_mirroring_axes": (0, 1, 2),
    }


def nnssl():
    plan = {
        "architecture_plans": {"arch_class_name": "ResEncL", "arch_kwargs": None, "arch_kwargs_requiring_import": None},
        "pretrain_plan": {"dataset_name": "Dataset745_OpenMind", "configurations": {
            "onemmiso": {"spacing": torch.tensor([1.0, 1.0, 1.0], dtype=torch.float64),
                         "normalization_schemes": ["ZScoreNormalization"], "patch_size": (160, 160, 160)}}},
        "pretrain_num_input_channels": 1, "recommended_downstream_patchsize": (160, 160, 160),
        "key_to_encoder": "encoder.stages", "key_to_stem": "encoder.stem",
        "keys_to_in_proj": ("encoder.stem.convs.0.conv", "encoder.stem.convs.0.all_modules.0"), "key_to_lpe": None,
    }
    torch.manual_seed(1)
    weights = Network().state_dict()
    return {"network_weights": weights, "_best_ema": 0.125, "current_epoch": 1000, "trainer_name": "BaseMAETrainer_BS8",
            "nnssl_adaptation_plan": plan, "init_args": {"pretrain_json": {"images": ["a.nii.gz"]}, "fold": "all"}}


def arrays():
    values = {code: np.arange(6).reshape(2, 3).astype(code) for code in
              ("b1", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8", ">f4", ">i8")}
    values.update(
        columns=np.asfortranarray(np.arange(24.0).reshape(2, 3, 4)), scalar=np.array(7.5), empty=np.zeros((0, 4)),
        texts=np.array(["one", "zwölf", ""]), bytes=np.array([b"ab", b"c"]), objects=np.array([None, "a", 3, [1]], dtype=object))
    values["scalars"] = [np.float16(0.5), np.float32(1.5), np.float64(-2.5), np.int8(-3), np.int64(2**62), np.uint8(255),
                         np.uint64(2**64 - 1), np.bool_(True), np.str_("text")]
    return values


def plain():
    ordered = collections.OrderedDict(a=1, b=(2, [3, ()]))
    ordered.note = "an attribute"
    return {
        "none": None, "yes": True, "no": False, "numbers": [0, 255, 256, 65535, 65536, -1, 2**31, -(2**31), 2**63, -(2**70), 2**200],
        "floats": [0.1, math.inf, -1e300], "text": "Größe \U0001f9e0", "bytes": b"\x00\xffa", "noBytes": b"", "array": bytearray(b"xy"),
        "noArray": bytearray(), "set": {3}, "noSet": set(), "frozen": frozenset([4]), "ordered": ordered, "counter": collections.Counter("aab"),
        "default": collections.defaultdict(list, k=[1]), "size": torch.Size([1, 2]), "dtype": torch.float16, "cpu": torch.device("cpu"),
        "path": pathlib.PosixPath("/data/raw/case.nii.gz"), "args": argparse.Namespace(lr=0.1, tags=["a"]), "complex": 1 + 2j,
        "range": range(3), 7: "seven", (0, 1): "pair", None: "nothing", 1.5: "float", "shared": [ordered, ordered],
    }


def parameters():
    tagged = torch.nn.Parameter(ramp(2))
    tagged.note = 3
    attributed = ramp(3)
    attributed.note = "x"
    return {"plain": torch.nn.Parameter(ramp(2, 2)), "buffer": torch.nn.Buffer(ramp(2)), "tagged": tagged, "attributed": attributed,
            "frozen": torch.nn.Parameter(ramp(1), requires_grad=False)}


def swapped(entry, raw):
    if entry.endswith("byteorder"):
        return b"big"
    return raw[::-1] if re.search(r"/data/\d+$", entry) else raw


if __name__ == "__main__":
    write("types", types())
    write("views", views())
    write("nnunet", nnunet())
    write("nnssl", nnssl())
    write("numpy", arrays())
    write("plain", plain())
    write("parameters", parameters())
    write("list", [ramp(2), {"k": ramp(1)}, "text"])
    write("tensor", ramp(2, 2))
    for protocol in (3, 4, 5):
        write(f"protocol{protocol}", {"tensors": views(), "arrays": arrays(), "plain": plain()}, pickle_protocol=protocol)
    again("numpy", "numpy1", lambda entry, raw: raw.replace(b"numpy._core", b"numpy.core"))
    write_oracle("numpy1", arrays())
    # One storage per tensor: the bytes of a storage backwards are its values swapped and in reverse order.
    big = {"a": torch.tensor([1.5]), "b": torch.tensor(-3, dtype=torch.int64)}
    write("little", big)
    again("little", "big", swapped)
    write_oracle("big", big)
    torch.save({"w": ramp(2)}, "old.pt", _use_new_zipfile_serialization=False)
    torch.jit.script(torch.nn.Linear(1, 1)).save("script.pt")
    torch.save({"net": torch.nn.Linear(1, 1)}, "module.pt")
    torch.serialization.set_crc32_options(False)
    torch.save({"w": ramp(2)}, "unchecked.pt")
