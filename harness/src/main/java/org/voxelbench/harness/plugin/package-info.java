/**
 * Methods that come in a jar: loading them, their settings, and the project of a new one.
 *
 * <p>The experiment and the commands may come in.
 */
package org.voxelbench.harness.plugin;
