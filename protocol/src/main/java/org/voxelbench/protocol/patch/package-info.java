/** Where patches are cut from cases. */
package org.voxelbench.protocol.patch;
