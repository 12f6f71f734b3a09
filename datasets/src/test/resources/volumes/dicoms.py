"""DICOM series by pydicom and by ITK, and files that come with pydicom."""

from pathlib import Path

import numpy as np
import pydicom
import SimpleITK as sitk
from common import SHAPE, Zoo, image, rotation, values
from pydicom.data import get_testdata_file
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.sequence import Sequence
from pydicom.uid import (
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
    JPEG2000Lossless,
    RLELossless,
)

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
            one.pixel_array.astype("float64") * float(one.get("RescaleSlope", 1))
            + float(one.get("RescaleIntercept", 0))
            for one in datasets
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
        if not shared:
            groups(frame, plane, slope[k] if slope else None)
        frames.append(frame)
    common = Dataset()
    if shared:
        groups(common, planes[0], slope[0] if slope else None)
    one.SharedFunctionalGroupsSequence = Sequence([common])
    one.PerFrameFunctionalGroupsSequence = Sequence(frames)
    for name in (
        "ImagePositionPatient",
        "ImageOrientationPatient",
        "PixelSpacing",
        "SliceThickness",
        "SpacingBetweenSlices",
    ):
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
            for tag, value in (
                ("0008|0060", "MR"),
                ("0020|000e", PREFIX + "3"),
                ("0020|0013", str(k)),
                ("0020|0032", f"1\\2\\{3.5 * k}"),
                ("0020|0037", "1\\0\\0\\0\\1\\0"),
            ):
                one.SetMetaData(tag, value)
            writer = sitk.ImageFileWriter()
            writer.SetImageIO("GDCMImageIO")
            writer.KeepOriginalImageUIDOn()
            writer.UseCompressionOn()
            writer.SetCompressor(compressor)
            writer.SetFileName(str(folder / f"slice{k}.dcm"))
            writer.Execute(one)

    return write
