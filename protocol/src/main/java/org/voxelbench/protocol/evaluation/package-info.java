/** Scores predictions against references as nnU-Net does, with an explicit policy for absences. */
package org.voxelbench.protocol.evaluation;
