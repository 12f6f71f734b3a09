/**
 * MAE, the paper's method: masked blocks of a patch are reconstructed.
 *
 * <p>Nobody comes in: the registry finds the method.
 */
package org.voxelbench.methods.mae;
