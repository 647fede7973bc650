/** How contiguous images lie on the destination's file system when several were sent at once. */
package io.entrepot.benchmarks.contiguity;
