/**
 * SimCLR: two crops of one volume are pulled together, those of others pushed apart.
 *
 * <p>Nobody comes in: the registry finds the method.
 */
package org.voxelbench.methods.simclr;
