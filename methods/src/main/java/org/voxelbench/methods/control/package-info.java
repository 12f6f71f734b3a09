/**
 * Controls: starts of which it is known whether they are good, so that a report can say what its
 * protocol is able to tell.
 *
 * <p>Nobody comes in: the registry finds the methods.
 */
package org.voxelbench.methods.control;
