/**
 * Boxes of voxels: cut from volumes, moved, filled and put back.
 *
 * <p>Everybody may come in.
 */
package org.voxelbench.base.volume;
