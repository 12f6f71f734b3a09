/** Losses that compare views of images. */
package org.voxelbench.methods.contrast;
