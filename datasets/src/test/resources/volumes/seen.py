"""Notes in a folder's manifest.json what SimpleITK reads of the volumes in it: python seen.py FOLDER"""

import sys

import SimpleITK as sitk
from common import Zoo

zoo = Zoo(sys.argv[1], [])
for file in sorted(zoo.folder.iterdir()):
    zoo.note(file.name, sitk.ReadImage(str(file)))
zoo.close()
