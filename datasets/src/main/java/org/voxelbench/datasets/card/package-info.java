/** Cards that describe data sets: what they hold, where they come from, where they may lie. */
package org.voxelbench.datasets.card;
