/**
 * Numbers as files store them: their types, and their way to and from the floats of an {@link
 * org.voxelbench.engine.NdArray}.
 *
 * <p>Everybody who reads or writes files of numbers may come in.
 */
package org.voxelbench.engine.element;
