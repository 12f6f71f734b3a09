"""Writes volumes of many kinds, and what SimpleITK reads of them.

    python zoo.py FOLDER [FORMAT [NAME...]]

makes a folder per format (nrrd, metaimage, dicom) with the files and a manifest.json. For every volume that stands there
are its size, spacing, origin and direction in SimpleITK's order, and its values in the order of GetArrayFromImage.
`make test-peer` makes them all; those that are kept beside this file were made by

    python zoo.py . nrrd NAMES..., python zoo.py . metaimage NAMES..., python zoo.py . dicom NAMES...

with the names that the manifests there list.
"""

import json
import sys
import zlib
from gzip import compress as gzipped
from pathlib import Path

import nrrd
import numpy as np
import pydicom
import SimpleITK as sitk
from pydicom.data import get_testdata_file
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.sequence import Sequence
from pydicom.uid import (
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
    JPEG2000Lossless,
    RLELossless,
)

SHAPE = (3, 4, 5)
TYPES = ("int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64", "float32", "float64")
MET = {
    "int8": "MET_CHAR",
    "uint8": "MET_UCHAR",
    "int16": "MET_SHORT",
    "uint16": "MET_USHORT",
    "int32": "MET_INT",
    "uint32": "MET_UINT",
    "int64": "MET_LONG_LONG",
    "uint64": "MET_ULONG_LONG",
    "float32": "MET_FLOAT",
    "float64": "MET_DOUBLE",
}


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


# --- NRRD -------------------------------------------------------------------------------------------------------------


def of_nrrd(*fields, version=4, type="int16", size=SHAPE, encoding="raw", endian="little", space=True):
    """The lines of a header, up to the empty one."""
    lines = [f"NRRD000{version}", f"type: {type}", f"dimension: {len(size)}"]
    if space:
        lines += ["space: left-posterior-superior"]
    lines += ["sizes: " + " ".join(str(s) for s in size[::-1])]
    if space:
        lines += ["space directions: (0.7,0,0) (0,1.25,0) (0,0,3.5)", "space origin: (1,2,3)"]
    if endian:
        lines += ["endian: " + endian]
    return lines + [f"encoding: {encoding}", *fields]


def nrrds(zoo):
    for number, dtype in enumerate(TYPES):
        made = image(values(dtype))
        zoo.make(f"sitk_{dtype}.nrrd", lambda path: sitk.WriteImage(made, str(path), number % 2 == 0))
    zoo.make("sitk_detached.nhdr", lambda path: sitk.WriteImage(image(values("int16")), str(path), False))
    zoo.make("sitk_detached_gzip.nhdr", lambda path: sitk.WriteImage(image(values("int16")), str(path), True))
    zoo.make("sitk_vector.nrrd", lambda path: sitk.WriteImage(image(values("float32", (*SHAPE, 2)), vector=True), str(path)))
    zoo.make("sitk_rgb.nrrd", lambda path: sitk.WriteImage(image(values("uint8", (*SHAPE, 3)), vector=True), str(path)))
    zoo.make("sitk_4d.nrrd", lambda path: sitk.WriteImage(sitk.GetImageFromArray(values("int16", (2, *SHAPE)), isVector=False), str(path)))

    def pynrrd(dtype, shape=SHAPE, index="F", **header):
        header.setdefault("encoding", "gzip")
        return lambda path: nrrd.write(str(path), values(dtype, shape).T, header, index_order=index)

    steps = (rotation() * np.array([0.7, 1.25, 3.5])).T
    for space in ("left-posterior-superior", "LPS", "right-anterior-superior", "RAS", "left-anterior-superior", "LAS", "scanner-xyz"):
        zoo.make(f"space_{space}.nrrd", pynrrd("int16", space=space, **{"space directions": steps, "space origin": [5, -6, 7.5]}))
    zoo.make("space_dimension.nrrd", pynrrd("int16", **{"space dimension": 3, "space directions": steps, "space origin": [5, -6, 7.5]}))
    for encoding in ("raw", "gzip", "ascii"):
        for endian in ("little", "big"):
            zoo.make(f"pynrrd_{encoding}_{endian}.nrrd", pynrrd("int32", encoding=encoding, endian=endian))
    zoo.make("ascii_float.nrrd", pynrrd("float64", encoding="txt"))
    zoo.make("spacings.nrrd", pynrrd("uint16", spacings=[0.5, 0.6, 4]))
    zoo.make("pynrrd_detached.nhdr", pynrrd("uint16", spacings=[0.5, 0.6, 4]))
    nowhere = [np.nan] * 3
    zoo.make(
        "layers_first.seg.nrrd",
        pynrrd(
            "uint8",
            (*SHAPE, 2),
            space="left-posterior-superior",
            kinds=["list", "domain", "domain", "domain"],
            **{"space directions": np.vstack([nowhere, steps]), "space origin": [5, -6, 7.5], "Segment0_ID": "Segment_1", "Segment0_Layer": "0"},
        ),
    )
    zoo.make(
        "list_last.nrrd",
        pynrrd(
            "uint8",
            (2, *SHAPE),
            space="left-posterior-superior",
            kinds=["domain", "domain", "domain", "list"],
            **{"space directions": np.vstack([steps, nowhere]), "space origin": [5, -6, 7.5]},
        ),
    )
    zoo.make(
        "vector_between.nrrd",
        pynrrd(
            "float32",
            (3, 4, 2, 5),
            space="right-anterior-superior",
            kinds=["domain", "vector", "domain", "domain"],
            **{"space directions": np.vstack([steps[:1], nowhere, steps[1:]]), "space origin": [5, -6, 7.5]},
        ),
    )
    zoo.make(
        "one_layer.seg.nrrd",
        pynrrd(
            "uint8",
            space="left-posterior-superior",
            kinds=["domain", "domain", "domain"],
            **{"space directions": steps, "Segment0_ID": "Segment_1", "Segment0_LabelValue": "1", "Segmentation_MasterRepresentation": "Binary labelmap"},
        ),
    )

    short = values("int16")
    little, big = short.astype("<i2").tobytes(), short.astype(">i2").tobytes()
    for version in (1, 2, 3):
        zoo.make(f"version_{version}.nrrd", handmade(of_nrrd("spacings: 1 2 3", "", version=version, space=False), little))
    zoo.make("version_5.nrrd", handmade(of_nrrd("", version=5), little))
    zoo.make("line_ends.nrrd", handmade(of_nrrd(""), little, ends="\r\n"))
    zoo.make("comments.nrrd", handmade(of_nrrd("# of the scanner", "key:=value: more", 'space units: "mm" "mm" "mm"', "content: a : b", ""), little))
    zoo.make("big_gzip.nrrd", handmade(of_nrrd("", encoding="gz", endian="big"), gzipped(big)))
    zoo.make("byte_skip.nrrd", handmade(of_nrrd("byte skip: 7", ""), b"1234567" + little))
    zoo.make("byte_skip_gzip.nrrd", handmade(of_nrrd("byteskip: 7", "", encoding="gzip"), gzipped(b"1234567" + little)))
    zoo.make("byte_skip_end.nrrd", handmade(of_nrrd("byte skip: -1", ""), b"anything" + little))
    zoo.make("line_skip.nrrd", handmade(of_nrrd("line skip: 2", ""), b"a line\nanother\n" + little))
    zoo.make("axis_mins.nrrd", handmade(of_nrrd("spacings: 1 2 3", "axis mins: 10 20 30", "centers: cell cell cell", "", space=False), little))
    zoo.make("axis_mins_node.nrrd", handmade(of_nrrd("spacings: 1 2 3", "axis mins: 10 20 30", "centers: node node node", "", space=False), little))
    zoo.make("axis_mins_unknown.nrrd", handmade(of_nrrd("spacings: 1 2 3", "axismins: 10 20 30", "", space=False), little))
    zoo.make("bare.nrrd", handmade(of_nrrd("", space=False), little))

    def beside(header, files):
        def write(path):
            for name, data in files.items():
                (path.parent / name).write_bytes(data)
            handmade(header)(path)

        return write

    zoo.make("beside.nhdr", beside(of_nrrd("data file: beside.raw"), {"beside.raw": little}))
    zoo.make("beside_skip.nhdr", beside(of_nrrd("line skip: 1", "byte skip: 3", "datafile: ./beside_skip.raw"), {"beside_skip.raw": b"head\nabc" + little}))
    zoo.make("beside_end.nhdr", beside(of_nrrd("byte skip: -1", "data file: beside_end.raw", endian="big"), {"beside_end.raw": b"0123456789" + big}))
    zoo.make("beside_gzip.nhdr", beside(of_nrrd("data file: beside.raw.gz", encoding="gzip"), {"beside.raw.gz": gzipped(little)}))
    zoo.make("beside_text.nhdr", beside(of_nrrd("data file: beside.txt", encoding="ascii", endian=None), {"beside.txt": " ".join(str(v) for v in short.ravel()).encode()}))
    slices = [s.astype("<i2").tobytes() for s in short]
    zoo.make("numbered.nhdr", beside(of_nrrd("data file: numbered%02d.raw 1 3 1"), {f"numbered{i + 1:02}.raw": s for i, s in enumerate(slices)}))
    zoo.make("numbered_down.nhdr", beside(of_nrrd("data file: down%d.raw 6 2 -2 2"), {f"down{6 - 2 * i}.raw": s for i, s in enumerate(slices)}))
    zoo.make("listed.nhdr", beside(of_nrrd("data file: LIST", "listed_c.raw", "listed_a.raw", "listed_b.raw"), {f"listed_{n}.raw": s for n, s in zip("cab", slices)}))
    zoo.make("attached_elsewhere.nrrd", beside(of_nrrd("data file: elsewhere.raw"), {"elsewhere.raw": little}))


# --- MetaImage --------------------------------------------------------------------------------------------------------


def of_meta(*fields, data="LOCAL", type="MET_SHORT", size=SHAPE, place=True):
    lines = ["ObjectType = Image", f"NDims = {len(size)}"]
    if place:
        lines += [
            "TransformMatrix = " + " ".join(str(v) for v in rotation().T.ravel()),
            "Offset = 1 -2 3.5",
            "CenterOfRotation = 0 0 0",
            "ElementSpacing = 0.7 1.25 3.5",
        ]
    lines += ["DimSize = " + " ".join(str(s) for s in size[::-1]), *fields]
    return lines + ["ElementType = " + type, "ElementDataFile = " + data]


def metaimages(zoo):
    for number, dtype in enumerate(TYPES):
        made = image(values(dtype))
        zoo.make(f"sitk_{dtype}.mha", lambda path: sitk.WriteImage(made, str(path), number % 2 == 0))
        array = values(dtype)
        zoo.make(f"msb_{dtype}.mha", handmade(of_meta("BinaryData = True", "BinaryDataByteOrderMSB = True", type=MET[dtype]), array.byteswap().tobytes()))
    zoo.make("sitk.mhd", lambda path: sitk.WriteImage(image(values("int16")), str(path), False))
    zoo.make("sitk_packed.mhd", lambda path: sitk.WriteImage(image(values("int16")), str(path), True))
    zoo.make("sitk_vector.mha", lambda path: sitk.WriteImage(image(values("float32", (*SHAPE, 2)), vector=True), str(path)))
    zoo.make("sitk_rgb.mha", lambda path: sitk.WriteImage(image(values("uint8", (*SHAPE, 3)), vector=True), str(path), True))
    zoo.make("sitk_4d.mha", lambda path: sitk.WriteImage(sitk.GetImageFromArray(values("int16", (2, *SHAPE)), isVector=False), str(path), True))
    zoo.make("sitk_plain.mha", lambda path: sitk.WriteImage(image(values("int16"), rotated=False), str(path), True))

    short = values("int16")
    little = short.astype("<i2").tobytes()
    binary = "BinaryData = True"
    zoo.make("element_msb.mha", handmade(of_meta(binary, "ElementByteOrderMSB = True"), short.astype(">i2").tobytes()))
    zoo.make("long.mha", handmade(of_meta(binary, type="MET_LONG"), values("int32").tobytes()))
    zoo.make("ulong.mha", handmade(of_meta(binary, type="MET_ULONG"), values("uint32").tobytes()))
    zoo.make("ascii_char.mha", handmade(of_meta(binary, type="MET_ASCII_CHAR"), values("uint8").tobytes()))
    zoo.make("text.mha", handmade(of_meta("BinaryData = False"), (" ".join(str(v) for v in short.ravel()) + " \n").encode()))
    zoo.make("text_float.mha", handmade(of_meta("BinaryData = False", type="MET_DOUBLE"), ("\n".join(str(v) for v in values("float64").ravel()) + " \n").encode()))
    zoo.make("gzip.mha", handmade(of_meta(binary, "CompressedData = True", "CompressedDataSize = %d" % len(gzipped(little))), gzipped(little)))
    zoo.make("zlib.mha", handmade(of_meta(binary, "CompressedData = True", "CompressedDataSize = %d" % len(zlib.compress(little))), zlib.compress(little)))
    zoo.make("header_end.mha", handmade(of_meta(binary, "HeaderSize = -1"), little))
    zoo.make("bare.mha", handmade(of_meta(binary, place=False), little))
    zoo.make("element_size.mha", handmade(of_meta(binary, "ElementSize = 2 3 4", place=False), little))
    zoo.make("position.mha", handmade(of_meta(binary, "ElementSpacing = 1 2 3", "Position = 4 5 6", "Rotation = 0 1 0 1 0 0 0 0 -1", place=False), little))
    zoo.make("origin.mha", handmade(of_meta(binary, "ElementSpacing = 1 2 3", "Origin = 4 5 6", "Orientation = 0 1 0 1 0 0 0 0 -1", place=False), little))
    zoo.make("anatomical.mha", handmade(of_meta(binary, "ElementSpacing = 1 2 3", "AnatomicalOrientation = LPS", place=False), little))
    zoo.make("anatomical_turned.mha", handmade(of_meta(binary, "AnatomicalOrientation = RAI", "Modality = MET_MOD_MR", "Comment = a = b"), little))
    zoo.make("intensity.mha", handmade(of_meta(binary, "ElementToIntensityFunctionSlope = 2", "ElementToIntensityFunctionOffset = 10"), little))
    zoo.make("channels.mha", handmade(of_meta(binary, "ElementNumberOfChannels = 2"), values("int16", (*SHAPE, 2)).tobytes()))
    zoo.make("array.mha", handmade(of_meta(binary, "ElementNumberOfChannels = 3", type="MET_UCHAR_ARRAY"), values("uint8", (*SHAPE, 3)).tobytes()))
    zoo.make("line_ends.mha", handmade(of_meta(binary), little, ends="\r\n"))
    zoo.make("four.mha", handmade(["NDims = 4", "DimSize = 5 4 3 2", "ElementSpacing = 0.5 0.6 0.7 9", "Offset = 1 2 3 4", "TransformMatrix = " + " ".join(str(v) for v in np.eye(4).ravel()), binary, "ElementType = MET_SHORT", "ElementDataFile = LOCAL"], values("int16", (2, *SHAPE)).tobytes()))

    def beside(header, files):
        def write(path):
            for name, data in files.items():
                (path.parent / name).write_bytes(data)
            handmade(header)(path)

        return write

    slices = [s.astype("<i2").tobytes() for s in short]
    zoo.make("beside.mhd", beside(of_meta(binary, data="beside.raw"), {"beside.raw": little}))
    zoo.make("header_size.mhd", beside(of_meta(binary, "HeaderSize = 7", data="header_size.raw"), {"header_size.raw": b"1234567" + little}))
    zoo.make("header_size_end.mhd", beside(of_meta(binary, "HeaderSize = -1", data="header_size_end.raw"), {"header_size_end.raw": b"12345" + little}))
    zoo.make("zraw.mhd", beside(of_meta(binary, "CompressedData = True", data="zraw.zraw"), {"zraw.zraw": zlib.compress(little)}))
    zoo.make("listed.mhd", beside(of_meta(binary, data="LIST") + ["listed_c.raw", "listed_a.raw", "listed_b.raw"], {f"listed_{n}.raw": s for n, s in zip("cab", slices)}))
    zoo.make("numbered.mhd", beside(of_meta(binary, data="numbered%02d.raw 1 3 1"), {f"numbered{i + 1:02}.raw": s for i, s in enumerate(slices)}))


# --- DICOM ------------------------------------------------------------------------------------------------------------

MR = "1.2.840.10008.5.1.4.1.1.4"
CT = "1.2.840.10008.5.1.4.1.1.2"
PET = "1.2.840.10008.5.1.4.1.1.128"
ENHANCED_MR = "1.2.840.10008.5.1.4.1.1.4.1"
PREFIX = "1.2.826.0.1.3680043.8.498."


def slices(
    dtype="int16",
    shape=SHAPE,
    direction=None,
    stored=None,
    slope=None,
    intercept=None,
    photometric="MONOCHROME2",
    kind=MR,
    spacing=(1.25, 0.7),
    distance=3.5,
    seed=0,
):
    """A data set per slice, from the lowest on."""
    direction = np.eye(3) if direction is None else direction
    array = values(dtype, shape, seed)
    bits = array.dtype.itemsize * 8
    stored = stored or bits
    if stored < bits:
        array = (array >> (bits - stored)).astype(dtype)
    made = []
    for k, plane in enumerate(array):
        one = Dataset()
        one.SOPClassUID = kind
        one.SOPInstanceUID = PREFIX + f"1.{k + 1}"
        one.StudyInstanceUID = PREFIX + "2"
        one.SeriesInstanceUID = PREFIX + "3"
        one.FrameOfReferenceUID = PREFIX + "4"
        one.Modality = {MR: "MR", CT: "CT", PET: "PT"}[kind]
        one.SeriesDescription = "T1"
        one.InstanceNumber = k + 1
        position = np.array([-20.5, 10.25, 33]) + k * distance * direction[:, 2]
        one.ImagePositionPatient = [f"{v:.10g}" for v in position]
        one.ImageOrientationPatient = [f"{v:.12g}" for v in direction[:, :2].T.ravel()]
        one.PixelSpacing = list(spacing)
        one.SliceThickness = 3
        one.SpacingBetweenSlices = distance
        one.SamplesPerPixel = 1
        one.PhotometricInterpretation = photometric
        one.Rows, one.Columns = plane.shape
        one.BitsAllocated, one.BitsStored, one.HighBit = bits, stored, stored - 1
        one.PixelRepresentation = 1 if array.dtype.kind == "i" else 0
        if slope is not None:
            one.RescaleSlope = slope[k] if isinstance(slope, list) else slope
            one.RescaleIntercept = intercept or 0
            one.RescaleType = "US"
        one.PixelData = plane.tobytes()
        one["PixelData"].VR = "OW" if bits > 8 else "OB"
        made.append(one)
    return made


def saved(path, dataset, syntax=ExplicitVRLittleEndian):
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = dataset.SOPClassUID
    meta.MediaStorageSOPInstanceUID = dataset.SOPInstanceUID
    meta.TransferSyntaxUID = syntax
    dataset.file_meta = meta
    if syntax in (RLELossless, JPEG2000Lossless):
        meta.TransferSyntaxUID = ExplicitVRLittleEndian
        dataset.compress(syntax, generate_instance_uid=False)
    if syntax == ExplicitVRBigEndian and dataset.BitsAllocated > 8:
        dataset.PixelData = np.frombuffer(dataset.PixelData, f"<u{dataset.BitsAllocated // 8}").byteswap().tobytes()
    little = syntax != ExplicitVRBigEndian
    implicit = syntax == ImplicitVRLittleEndian
    pydicom.dcmwrite(str(path), dataset, implicit_vr=implicit, little_endian=little, enforce_file_format=True)


def series(datasets, syntax=ExplicitVRLittleEndian, names="slice{:02}.dcm", backwards=False):
    def write(folder):
        folder.mkdir(exist_ok=True)
        for k, one in enumerate(datasets):
            number = len(datasets) - k if backwards else k + 1
            saved(folder / names.format(number), one, syntax)

    return write


class DicomZoo(Zoo):
    """Folders of series, which pydicom and SimpleITK have to read alike; and single files."""

    def make(self, name, write):
        if self.wanted and name not in self.wanted:
            return
        path = self.folder / name
        write(path)
        if path.is_dir():
            reader = sitk.ImageSeriesReader()
            reader.SetFileNames(reader.GetGDCMSeriesFileNames(str(path)))
            read = reader.Execute()
            datasets = [pydicom.dcmread(file) for file in path.iterdir()]
        else:
            read = sitk.ReadImage(str(path))
            datasets = [pydicom.dcmread(path, force=True)]
        self.agree(name, sitk.GetArrayFromImage(read), datasets)
        self.note(name, read)

    @staticmethod
    def agree(name, array, datasets):
        def place(one):
            o = np.array(one.ImageOrientationPatient, dtype=float)
            return float(np.dot(np.cross(o[:3], o[3:]), np.array(one.ImagePositionPatient, dtype=float)))

        if len(datasets) > 1:
            datasets = sorted(datasets, key=place)
        rescaled = [
            one.pixel_array.astype("float64") * float(one.get("RescaleSlope", 1)) + float(one.get("RescaleIntercept", 0)) for one in datasets
        ]
        stacked = np.stack(rescaled) if rescaled[0].ndim == 2 else rescaled[0]
        if "multi" not in name and "monochrome1" not in name:  # which pydicom doesn't rescale, or doesn't invert
            assert np.allclose(stacked, array.reshape(stacked.shape), rtol=1e-6), name


def enhanced(dtype="uint16", slope=None, shared=True):
    """One file with a frame per slice."""
    planes = slices(dtype, direction=rotation())
    one = planes[0]
    one.SOPClassUID = ENHANCED_MR
    one.NumberOfFrames = len(planes)
    one.PixelData = b"".join(plane.PixelData for plane in planes)
    frames = []
    for k, plane in enumerate(planes):
        frame, position = Dataset(), Dataset()
        position.ImagePositionPatient = plane.ImagePositionPatient
        frame.PlanePositionSequence = Sequence([position])
        groups(frame, plane, slope[k] if slope else None) if not shared else None
        frames.append(frame)
    common = Dataset()
    if shared:
        groups(common, planes[0], slope[0] if slope else None)
    one.SharedFunctionalGroupsSequence = Sequence([common])
    one.PerFrameFunctionalGroupsSequence = Sequence(frames)
    for name in ("ImagePositionPatient", "ImageOrientationPatient", "PixelSpacing", "SliceThickness", "SpacingBetweenSlices"):
        delattr(one, name)
    return one


def groups(into, plane, slope):
    orientation, measures = Dataset(), Dataset()
    orientation.ImageOrientationPatient = plane.ImageOrientationPatient
    measures.PixelSpacing = plane.PixelSpacing
    measures.SliceThickness = plane.SliceThickness
    measures.SpacingBetweenSlices = plane.SpacingBetweenSlices
    into.PlaneOrientationSequence = Sequence([orientation])
    into.PixelMeasuresSequence = Sequence([measures])
    if slope is not None:
        transformation = Dataset()
        transformation.RescaleSlope, transformation.RescaleIntercept, transformation.RescaleType = slope, 5, "US"
        into.PixelValueTransformationSequence = Sequence([transformation])


def dicoms(zoo):
    for dtype in ("uint8", "int8", "uint16", "int16", "uint32", "int32"):
        zoo.make(f"{dtype}", series(slices(dtype)))
        zoo.make(f"{dtype}_implicit", series(slices(dtype, seed=1), ImplicitVRLittleEndian))
        if not dtype.endswith("32"):  # GDCM swaps them two by two
            zoo.make(f"{dtype}_big", series(slices(dtype, seed=2), ExplicitVRBigEndian))
    zoo.make("deflated", series(slices("int16"), DeflatedExplicitVRLittleEndian))
    for stored in (10, 12, 15):
        zoo.make(f"unsigned_{stored}_bits", series(slices("uint16", stored=stored)))
        zoo.make(f"signed_{stored}_bits", series(slices("int16", stored=stored)))
    for dtype in ("uint8", "uint16", "int16"):
        zoo.make(f"rle_{dtype}", series(slices(dtype, (3, 8, 12)), RLELossless))
    for dtype in ("uint8", "uint16", "int16"):
        zoo.make(f"jpeg2000_{dtype}", series(slices(dtype, (2, 32, 33)), JPEG2000Lossless))
    zoo.make("oblique", series(slices("int16", direction=rotation())))
    zoo.make("oblique_backwards", series(slices("int16", direction=rotation()), backwards=True))
    sagittal = np.array([[0, 0, 1], [1, 0, 0], [0, 1, 0]], dtype=float)
    coronal = np.array([[1, 0, 0], [0, 0, -1], [0, 1, 0]], dtype=float)
    zoo.make("sagittal", series(slices("int16", direction=sagittal)))
    zoo.make("coronal", series(slices("int16", direction=coronal)))
    zoo.make("downwards", series(slices("int16", distance=2)[::-1]))
    zoo.make("names_without_ending", series(slices("int16"), names="IM{:05}"))
    zoo.make("ct", series(slices("int16", kind=CT, slope=1, intercept=-1024)))
    zoo.make("ct_unsigned", series(slices("uint16", stored=12, kind=CT, slope=1, intercept=-1024)))
    zoo.make("fraction", series(slices("int16", slope=0.25, intercept=0.5)))
    zoo.make("pet", series(slices("uint16", kind=PET, slope=[0.5, 1.25, 2.75])))
    zoo.make("monochrome1", series(slices("uint16", photometric="MONOCHROME1")))
    zoo.make("many", series(slices("uint16", (25, 3, 2), distance=0.4)))
    zoo.make("multi_uint16.dcm", lambda path: saved(path, enhanced("uint16")))
    zoo.make("multi_int16.dcm", lambda path: saved(path, enhanced("int16", slope=[2, 2, 2])))
    zoo.make("multi_own.dcm", lambda path: saved(path, enhanced("uint16", shared=False)))
    zoo.make("multi_implicit.dcm", lambda path: saved(path, enhanced("uint16"), ImplicitVRLittleEndian))
    zoo.make("multi_rle.dcm", lambda path: saved(path, enhanced("uint16"), RLELossless))
    for dtype in ("uint8", "uint16", "int16"):
        zoo.make(f"jpeg_lossless_{dtype}", by_itk(values(dtype, (3, 16, 18)), "JPEG"))
    for name in (
        "CT_small",
        "MR_small",
        "MR_small_RLE",
        "MR_small_bigendian",
        "MR_small_implicit",
        "MR_small_expb",
        "MR_small_padded",
        "MR_small_jp2klossless",
        "693_J2KI",
    ):
        found = Path(get_testdata_file(name + ".dcm", download=False))
        zoo.make(f"pydicom_{name}.dcm", lambda path: path.write_bytes(found.read_bytes()))


def by_itk(array, compressor):
    """Slices that ITK writes, which packs them as pydicom can't."""

    def write(folder):
        folder.mkdir(exist_ok=True)
        for k, plane in enumerate(array):
            one = image(plane[None], rotated=False)
            one.SetSpacing((0.7, 1.25, 3.5))
            one.SetOrigin((1, 2, 3.5 * k))
            for tag, value in (("0008|0060", "MR"), ("0020|000e", PREFIX + "3"), ("0020|0013", str(k)), ("0020|0032", f"1\\2\\{3.5 * k}"), ("0020|0037", "1\\0\\0\\0\\1\\0")):
                one.SetMetaData(tag, value)
            writer = sitk.ImageFileWriter()
            writer.SetImageIO("GDCMImageIO")
            writer.KeepOriginalImageUIDOn()
            writer.UseCompressionOn()
            writer.SetCompressor(compressor)
            writer.SetFileName(str(folder / f"slice{k}.dcm"))
            writer.Execute(one)

    return write


MAKERS = {"nrrd": nrrds, "metaimage": metaimages, "dicom": dicoms}

if __name__ == "__main__":
    out = Path(sys.argv[1])
    for made in [sys.argv[2]] if len(sys.argv) > 2 else MAKERS:
        one = (DicomZoo if made == "dicom" else Zoo)(out / made, sys.argv[3:])
        MAKERS[made](one)
        one.close()
