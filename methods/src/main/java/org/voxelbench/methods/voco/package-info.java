/**
 * VoCo: which base crops a random crop overlaps, and by how much.
 *
 * <p>Nobody comes in: the registry finds the method.
 */
package org.voxelbench.methods.voco;
