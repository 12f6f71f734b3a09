/**
 * The one door to users' volumes, whatever format they are in. Whoever reads or writes a volume
 * comes in here.
 */
package org.voxelbench.datasets.volume;
