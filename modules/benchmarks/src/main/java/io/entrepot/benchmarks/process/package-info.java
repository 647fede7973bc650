/** Runs other programs and says what they cost. What they are, and what their results mean, belongs to their callers. */
package io.entrepot.benchmarks.process;
