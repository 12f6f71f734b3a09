/**
 * Strict JSON, YAML and CSV: unknown, missing and doubtful keys are refused with file, line and
 * key.
 *
 * <p>Everybody may come in.
 */
package org.voxelbench.base.format;
