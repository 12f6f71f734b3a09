/**
 * The right to a unit of work, which processes of any machine share by a folder alone: no server,
 * no lock of the file system, nothing that dies with a network.
 *
 * <p>Everybody may come in.
 */
package org.voxelbench.base.claim;
