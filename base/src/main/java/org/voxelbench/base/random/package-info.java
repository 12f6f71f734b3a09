/**
 * Named random streams, the only source of random numbers in the project.
 *
 * <p>Everybody may come in.
 */
package org.voxelbench.base.random;
