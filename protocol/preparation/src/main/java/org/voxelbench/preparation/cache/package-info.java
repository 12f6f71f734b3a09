/**
 * Preprocessed cases on disk, sealed against change and read by chunks.
 *
 * <p>Training's loaders, evaluation and the harness may come in; methods never.
 */
package org.voxelbench.preparation.cache;
