/**
 * NIfTI-1 and NIfTI-2 files: reading as nibabel does, and writing. Of other modules and packages
 * those that read users' files come in by {@code datasets.volume}.
 */
package org.voxelbench.datasets.nifti;
