/**
 * What the results say of the claims that a protocol states: supported, contradicted, undecided, or
 * not to be answered, and why.
 *
 * <p>It knows rows by the ranking's means and effects. Tables, sections, the page and the command
 * line may come in.
 */
package org.voxelbench.reports.claims;
