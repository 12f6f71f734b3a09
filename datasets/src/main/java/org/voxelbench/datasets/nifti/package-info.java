/** NIfTI-1 and NIfTI-2 files: reading as nibabel does, and writing. */
package org.voxelbench.datasets.nifti;
