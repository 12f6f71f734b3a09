/**
 * Which ranks compute a batch together, and in how many processes.
 *
 * <p>Engines and everybody who opens one may come in.
 */
package org.voxelbench.engine.ranks;
