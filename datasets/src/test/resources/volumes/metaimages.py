"""MetaImage files by SimpleITK and by hand."""

import zlib
from gzip import compress as gzipped

import numpy as np
import SimpleITK as sitk
from common import SHAPE, TYPES, beside, handmade, image, rotation, values

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
        zoo.make(
            f"msb_{dtype}.mha",
            handmade(
                of_meta("BinaryData = True", "BinaryDataByteOrderMSB = True", type=MET[dtype]),
                array.byteswap().tobytes(),
            ),
        )
    zoo.make("sitk.mhd", lambda path: sitk.WriteImage(image(values("int16")), str(path), False))
    zoo.make("sitk_packed.mhd", lambda path: sitk.WriteImage(image(values("int16")), str(path), True))
    zoo.make(
        "sitk_vector.mha", lambda path: sitk.WriteImage(image(values("float32", (*SHAPE, 2)), vector=True), str(path))
    )
    zoo.make(
        "sitk_rgb.mha", lambda path: sitk.WriteImage(image(values("uint8", (*SHAPE, 3)), vector=True), str(path), True)
    )
    zoo.make(
        "sitk_4d.mha",
        lambda path: sitk.WriteImage(
            sitk.GetImageFromArray(values("int16", (2, *SHAPE)), isVector=False), str(path), True
        ),
    )
    zoo.make("sitk_plain.mha", lambda path: sitk.WriteImage(image(values("int16"), rotated=False), str(path), True))

    short = values("int16")
    little = short.astype("<i2").tobytes()
    binary = "BinaryData = True"
    zoo.make("element_msb.mha", handmade(of_meta(binary, "ElementByteOrderMSB = True"), short.astype(">i2").tobytes()))
    zoo.make("long.mha", handmade(of_meta(binary, type="MET_LONG"), values("int32").tobytes()))
    zoo.make("ulong.mha", handmade(of_meta(binary, type="MET_ULONG"), values("uint32").tobytes()))
    zoo.make("ascii_char.mha", handmade(of_meta(binary, type="MET_ASCII_CHAR"), values("uint8").tobytes()))
    zoo.make(
        "text.mha", handmade(of_meta("BinaryData = False"), (" ".join(str(v) for v in short.ravel()) + " \n").encode())
    )
    zoo.make(
        "text_float.mha",
        handmade(
            of_meta("BinaryData = False", type="MET_DOUBLE"),
            ("\n".join(str(v) for v in values("float64").ravel()) + " \n").encode(),
        ),
    )
    zoo.make(
        "gzip.mha",
        handmade(
            of_meta(binary, "CompressedData = True", "CompressedDataSize = %d" % len(gzipped(little))), gzipped(little)
        ),
    )
    zoo.make(
        "zlib.mha",
        handmade(
            of_meta(binary, "CompressedData = True", "CompressedDataSize = %d" % len(zlib.compress(little))),
            zlib.compress(little),
        ),
    )
    zoo.make("header_end.mha", handmade(of_meta(binary, "HeaderSize = -1"), little))
    zoo.make("bare.mha", handmade(of_meta(binary, place=False), little))
    zoo.make("element_size.mha", handmade(of_meta(binary, "ElementSize = 2 3 4", place=False), little))
    zoo.make(
        "position.mha",
        handmade(
            of_meta(binary, "ElementSpacing = 1 2 3", "Position = 4 5 6", "Rotation = 0 1 0 1 0 0 0 0 -1", place=False),
            little,
        ),
    )
    zoo.make(
        "origin.mha",
        handmade(
            of_meta(
                binary, "ElementSpacing = 1 2 3", "Origin = 4 5 6", "Orientation = 0 1 0 1 0 0 0 0 -1", place=False
            ),
            little,
        ),
    )
    zoo.make(
        "anatomical.mha",
        handmade(of_meta(binary, "ElementSpacing = 1 2 3", "AnatomicalOrientation = LPS", place=False), little),
    )
    zoo.make(
        "anatomical_turned.mha",
        handmade(of_meta(binary, "AnatomicalOrientation = RAI", "Modality = MET_MOD_MR", "Comment = a = b"), little),
    )
    zoo.make(
        "intensity.mha",
        handmade(
            of_meta(binary, "ElementToIntensityFunctionSlope = 2", "ElementToIntensityFunctionOffset = 10"), little
        ),
    )
    zoo.make(
        "channels.mha", handmade(of_meta(binary, "ElementNumberOfChannels = 2"), values("int16", (*SHAPE, 2)).tobytes())
    )
    zoo.make(
        "array.mha",
        handmade(
            of_meta(binary, "ElementNumberOfChannels = 3", type="MET_UCHAR_ARRAY"),
            values("uint8", (*SHAPE, 3)).tobytes(),
        ),
    )
    zoo.make("line_ends.mha", handmade(of_meta(binary), little, ends="\r\n"))
    zoo.make(
        "four.mha",
        handmade(
            [
                "NDims = 4",
                "DimSize = 5 4 3 2",
                "ElementSpacing = 0.5 0.6 0.7 9",
                "Offset = 1 2 3 4",
                "TransformMatrix = " + " ".join(str(v) for v in np.eye(4).ravel()),
                binary,
                "ElementType = MET_SHORT",
                "ElementDataFile = LOCAL",
            ],
            values("int16", (2, *SHAPE)).tobytes(),
        ),
    )

    slices = [s.astype("<i2").tobytes() for s in short]
    zoo.make("beside.mhd", beside(of_meta(binary, data="beside.raw"), {"beside.raw": little}))
    zoo.make(
        "header_size.mhd",
        beside(of_meta(binary, "HeaderSize = 7", data="header_size.raw"), {"header_size.raw": b"1234567" + little}),
    )
    zoo.make(
        "header_size_end.mhd",
        beside(
            of_meta(binary, "HeaderSize = -1", data="header_size_end.raw"), {"header_size_end.raw": b"12345" + little}
        ),
    )
    zoo.make(
        "zraw.mhd",
        beside(of_meta(binary, "CompressedData = True", data="zraw.zraw"), {"zraw.zraw": zlib.compress(little)}),
    )
    zoo.make(
        "listed.mhd",
        beside(
            of_meta(binary, data="LIST") + ["listed_c.raw", "listed_a.raw", "listed_b.raw"],
            {f"listed_{n}.raw": s for n, s in zip("cab", slices)},
        ),
    )
    zoo.make(
        "numbered.mhd",
        beside(
            of_meta(binary, data="numbered%02d.raw 1 3 1"), {f"numbered{i + 1:02}.raw": s for i, s in enumerate(slices)}
        ),
    )
