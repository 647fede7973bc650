/** The same images moved by one tool after the other, each result compared; and what that says. */
package io.entrepot.benchmarks.peers;
