/**
 * MAE, the paper's method: masked blocks of a patch are reconstructed.
 *
 * <p>Methods that restore hidden voxels come in; the registry finds the method itself.
 */
package org.voxelbench.methods.mae;
