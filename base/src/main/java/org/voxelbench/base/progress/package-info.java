/**
 * What a long computation tells of its progress, whoever shows it.
 *
 * <p>Everybody may come in.
 */
package org.voxelbench.base.progress;
