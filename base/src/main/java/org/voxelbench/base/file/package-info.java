/**
 * Files and folders that are written aside and renamed, their SHA-256, and what lies in a folder.
 *
 * <p>Everybody may come in.
 */
package org.voxelbench.base.file;
