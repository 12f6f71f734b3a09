/**
 * What runs leave on disk, so that starting again skips what is done and continues what was
 * interrupted.
 */
package org.voxelbench.protocol.store;
