/**
 * What runs leave on disk, so that starting again skips what is done and continues what was
 * interrupted.
 *
 * <p>The training loop and the harness may come in; methods never.
 */
package org.voxelbench.store;
