/**
 * SimMIM: a transformer restores tokens for which a learnt one stands.
 *
 * <p>Nobody comes in: the registry finds the method.
 */
package org.voxelbench.methods.simmim;
