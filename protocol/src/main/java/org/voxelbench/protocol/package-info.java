/** The identical protocol under which all methods are trained and evaluated. */
package org.voxelbench.protocol;
