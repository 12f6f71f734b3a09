/** The pre-training task of Swin UNETR: restoring, telling rotations and comparing views. */
package org.voxelbench.methods.swinunetr;
