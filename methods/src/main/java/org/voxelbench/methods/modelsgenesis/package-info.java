/** Models Genesis: restoring distorted patches. */
package org.voxelbench.methods.modelsgenesis;
