/** A link of some rate and length between two sides of this machine, and what moves images over it. */
package io.entrepot.benchmarks.link;
