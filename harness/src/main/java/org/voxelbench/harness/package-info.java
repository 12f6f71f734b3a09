/** The command line and the job matrix; the only room that knows all others. */
package org.voxelbench.harness;
