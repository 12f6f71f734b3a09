"""NRRD files by SimpleITK, by pynrrd and by hand."""

from gzip import compress as gzipped

import nrrd
import numpy as np
import SimpleITK as sitk
from common import SHAPE, TYPES, beside, handmade, image, rotation, values


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
    zoo.make(
        "sitk_vector.nrrd", lambda path: sitk.WriteImage(image(values("float32", (*SHAPE, 2)), vector=True), str(path))
    )
    zoo.make("sitk_rgb.nrrd", lambda path: sitk.WriteImage(image(values("uint8", (*SHAPE, 3)), vector=True), str(path)))
    zoo.make(
        "sitk_4d.nrrd",
        lambda path: sitk.WriteImage(sitk.GetImageFromArray(values("int16", (2, *SHAPE)), isVector=False), str(path)),
    )

    def pynrrd(dtype, shape=SHAPE, index="F", **header):
        header.setdefault("encoding", "gzip")
        return lambda path: nrrd.write(str(path), values(dtype, shape).T, header, index_order=index)

    steps = (rotation() * np.array([0.7, 1.25, 3.5])).T
    for space in (
        "left-posterior-superior",
        "LPS",
        "right-anterior-superior",
        "RAS",
        "left-anterior-superior",
        "LAS",
        "scanner-xyz",
    ):
        zoo.make(
            f"space_{space}.nrrd",
            pynrrd("int16", space=space, **{"space directions": steps, "space origin": [5, -6, 7.5]}),
        )
    zoo.make(
        "space_dimension.nrrd",
        pynrrd("int16", **{"space dimension": 3, "space directions": steps, "space origin": [5, -6, 7.5]}),
    )
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
            **{
                "space directions": np.vstack([nowhere, steps]),
                "space origin": [5, -6, 7.5],
                "Segment0_ID": "Segment_1",
                "Segment0_Layer": "0",
            },
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
            **{
                "space directions": steps,
                "Segment0_ID": "Segment_1",
                "Segment0_LabelValue": "1",
                "Segmentation_MasterRepresentation": "Binary labelmap",
            },
        ),
    )

    short = values("int16")
    little, big = short.astype("<i2").tobytes(), short.astype(">i2").tobytes()
    for version in (1, 2, 3):
        zoo.make(
            f"version_{version}.nrrd", handmade(of_nrrd("spacings: 1 2 3", "", version=version, space=False), little)
        )
    zoo.make("version_5.nrrd", handmade(of_nrrd("", version=5), little))
    zoo.make("line_ends.nrrd", handmade(of_nrrd(""), little, ends="\r\n"))
    zoo.make(
        "comments.nrrd",
        handmade(
            of_nrrd("# of the scanner", "key:=value: more", 'space units: "mm" "mm" "mm"', "content: a : b", ""), little
        ),
    )
    zoo.make("big_gzip.nrrd", handmade(of_nrrd("", encoding="gz", endian="big"), gzipped(big)))
    zoo.make("byte_skip.nrrd", handmade(of_nrrd("byte skip: 7", ""), b"1234567" + little))
    zoo.make("byte_skip_gzip.nrrd", handmade(of_nrrd("byteskip: 7", "", encoding="gzip"), gzipped(b"1234567" + little)))
    zoo.make("byte_skip_end.nrrd", handmade(of_nrrd("byte skip: -1", ""), b"anything" + little))
    zoo.make("line_skip.nrrd", handmade(of_nrrd("line skip: 2", ""), b"a line\nanother\n" + little))
    zoo.make(
        "axis_mins.nrrd",
        handmade(of_nrrd("spacings: 1 2 3", "axis mins: 10 20 30", "centers: cell cell cell", "", space=False), little),
    )
    zoo.make(
        "axis_mins_node.nrrd",
        handmade(of_nrrd("spacings: 1 2 3", "axis mins: 10 20 30", "centers: node node node", "", space=False), little),
    )
    zoo.make(
        "axis_mins_unknown.nrrd", handmade(of_nrrd("spacings: 1 2 3", "axismins: 10 20 30", "", space=False), little)
    )
    zoo.make("bare.nrrd", handmade(of_nrrd("", space=False), little))

    zoo.make("beside.nhdr", beside(of_nrrd("data file: beside.raw"), {"beside.raw": little}))
    zoo.make(
        "beside_skip.nhdr",
        beside(
            of_nrrd("line skip: 1", "byte skip: 3", "datafile: ./beside_skip.raw"),
            {"beside_skip.raw": b"head\nabc" + little},
        ),
    )
    zoo.make(
        "beside_end.nhdr",
        beside(
            of_nrrd("byte skip: -1", "data file: beside_end.raw", endian="big"), {"beside_end.raw": b"0123456789" + big}
        ),
    )
    zoo.make(
        "beside_gzip.nhdr",
        beside(of_nrrd("data file: beside.raw.gz", encoding="gzip"), {"beside.raw.gz": gzipped(little)}),
    )
    zoo.make(
        "beside_text.nhdr",
        beside(
            of_nrrd("data file: beside.txt", encoding="ascii", endian=None),
            {"beside.txt": " ".join(str(v) for v in short.ravel()).encode()},
        ),
    )
    slices = [s.astype("<i2").tobytes() for s in short]
    zoo.make(
        "numbered.nhdr",
        beside(
            of_nrrd("data file: numbered%02d.raw 1 3 1"), {f"numbered{i + 1:02}.raw": s for i, s in enumerate(slices)}
        ),
    )
    zoo.make(
        "numbered_down.nhdr",
        beside(of_nrrd("data file: down%d.raw 6 2 -2 2"), {f"down{6 - 2 * i}.raw": s for i, s in enumerate(slices)}),
    )
    zoo.make(
        "listed.nhdr",
        beside(
            of_nrrd("data file: LIST", "listed_c.raw", "listed_a.raw", "listed_b.raw"),
            {f"listed_{n}.raw": s for n, s in zip("cab", slices)},
        ),
    )
    zoo.make("attached_elsewhere.nrrd", beside(of_nrrd("data file: elsewhere.raw"), {"elsewhere.raw": little}))
