/**
 * What every module shares and none owns: failures that explain themselves, and suggestions for
 * mistyped names.
 *
 * <p>Everybody may come in; nothing here knows another module.
 */
package org.voxelbench.base;
