/**
 * Files and folders that are written aside and renamed, and their SHA-256.
 *
 * <p>Everybody may come in.
 */
package org.voxelbench.base.file;
