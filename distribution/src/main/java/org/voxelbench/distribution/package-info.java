/**
 * What goes along with the program into its release archive: who wrote the parts, and under which
 * licences.
 *
 * <p>Nobody may come in; the build starts it.
 */
package org.voxelbench.distribution;
