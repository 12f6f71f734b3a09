"""Writes volumes of many kinds, and what SimpleITK reads of them.

    python zoo.py FOLDER [FORMAT [NAME...]]

makes a folder per format (nrrd, metaimage, dicom) with the files and a manifest.json. For every volume that stands
there are its size, spacing, origin and direction in SimpleITK's order, and its values in the order of
GetArrayFromImage. `make test-peer` makes them all; those that are kept beside this file were made by

    python zoo.py . nrrd NAMES..., python zoo.py . metaimage NAMES..., python zoo.py . dicom NAMES...

with the names that the manifests there list.
"""

import sys
from pathlib import Path

MISSING = 3

try:
    from common import Zoo
    from dicoms import DicomZoo, dicoms
    from metaimages import metaimages
    from nrrds import nrrds
except ImportError as error:
    print(error)
    sys.exit(MISSING)

MAKERS = {"nrrd": (Zoo, nrrds), "metaimage": (Zoo, metaimages), "dicom": (DicomZoo, dicoms)}

if __name__ == "__main__":
    out = Path(sys.argv[1])
    for name in [sys.argv[2]] if len(sys.argv) > 2 else MAKERS:
        kind, make = MAKERS[name]
        zoo = kind(out / name, sys.argv[3:])
        make(zoo)
        zoo.close()
