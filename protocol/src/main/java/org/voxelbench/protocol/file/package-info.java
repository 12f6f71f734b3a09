/** Protocol files: strict YAML, its canonical form and hash. */
package org.voxelbench.protocol.file;
