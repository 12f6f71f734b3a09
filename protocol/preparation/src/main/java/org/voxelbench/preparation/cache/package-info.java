/**
 * Preprocessed cases on disk, sealed case by case, shared by claims, read by chunks.
 *
 * <p>Training's loaders, evaluation and the harness may come in; methods never.
 */
package org.voxelbench.preparation.cache;
