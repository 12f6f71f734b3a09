"""What the zoos of all formats share: voxels, places, and a folder with its manifest."""

import json
from pathlib import Path

import numpy as np
import SimpleITK as sitk

SHAPE = (3, 4, 5)
TYPES = ("int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64", "float32", "float64")


def rotation():
    """Axes that follow no axis of the scanner, without a regularity that would hide a mistake."""
    a, b, c = 0.3, -0.5, 0.2
    x = np.array([[1, 0, 0], [0, np.cos(a), -np.sin(a)], [0, np.sin(a), np.cos(a)]])
    y = np.array([[np.cos(b), 0, np.sin(b)], [0, 1, 0], [-np.sin(b), 0, np.cos(b)]])
    z = np.array([[np.cos(c), -np.sin(c), 0], [np.sin(c), np.cos(c), 0], [0, 0, 1]])
    return x @ y @ z


def values(dtype, shape=SHAPE, seed=0):
    rng = np.random.default_rng(seed)
    if np.dtype(dtype).kind == "f":
        return rng.normal(0, 100, shape).astype(dtype)
    info = np.iinfo(dtype)
    low, high = max(info.min, -(2**40)), min(info.max, 2**40)
    made = rng.integers(low, high, shape, endpoint=True).astype(dtype)
    made.flat[0], made.flat[-1] = low, high
    return made


def image(array, rotated=True, vector=False):
    made = sitk.GetImageFromArray(array, isVector=vector)
    if made.GetDimension() == 3:
        made.SetSpacing((0.7, 1.25, 3.5))
        made.SetOrigin((-12.5, 30.25, 101.5))
        if rotated:
            made.SetDirection(rotation().ravel().tolist())
    return made


class Zoo:
    """A folder of files, and what each holds."""

    def __init__(self, folder, wanted):
        self.folder = Path(folder)
        self.wanted = set(wanted)
        self.entries = []
        self.folder.mkdir(parents=True, exist_ok=True)

    def make(self, name, write, **kind):
        """Writes the file of a name, by a function of its path, and notes what SimpleITK reads."""
        if self.wanted and name not in self.wanted:
            return
        path = self.folder / name
        write(path)
        self.note(name, sitk.ReadImage(str(path)), **kind)

    def note(self, name, read, time=None):
        array = sitk.GetArrayFromImage(read)
        dimension = read.GetDimension()
        components = read.GetNumberOfComponentsPerPixel()
        if components > 1:
            volumes = [array[..., c] for c in range(components)]
        elif dimension == 4 and time is not None:
            volumes = [np.take(array, t, axis=time) for t in range(array.shape[time])]
        elif dimension == 4:
            volumes = list(array)
        else:
            volumes = [array]
        direction = np.array(read.GetDirection()).reshape(dimension, dimension)[:3, :3]
        self.entries.append(
            {
                "file": name,
                "size": list(read.GetSize()[:3]),
                "spacing": list(read.GetSpacing()[:3]),
                "origin": list(read.GetOrigin()[:3]),
                "direction": direction.ravel().tolist(),
                "volumes": [np.asarray(volume, dtype="float64").ravel().tolist() for volume in volumes],
            }
        )

    def close(self):
        text = ",\n".join(json.dumps(entry) for entry in self.entries)
        (self.folder / "manifest.json").write_text("[\n" + text + "\n]\n")
        print(len(self.entries), "in", self.folder)


def handmade(header, data=b"", ends="\n"):
    return lambda path: path.write_bytes((ends.join(header) + ends).encode() + data)


def beside(header, files):
    """A header and the files that it names."""

    def write(path):
        for name, data in files.items():
            (path.parent / name).write_bytes(data)
        handmade(header)(path)

    return write
