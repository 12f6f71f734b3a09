/**
 * The generated parts of {@code docs/}: what {@code make docs} writes, and the tests that compare
 * the pages with the code.
 */
package org.voxelbench.docs;
