/**
 * What is checked of an experiment from its numbers and shapes alone, before the first expensive
 * minute.
 *
 * <p>The job matrix may come in.
 */
package org.voxelbench.harness.check;
