/** Made-up brain MR volumes, drawn from a seed, so that everything can be tried without data. */
package org.voxelbench.datasets.phantom;
