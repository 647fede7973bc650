/**
 * Measures Entrepot and what else does its job; {@code bin/bench} runs it. Nothing here belongs to what is measured, and
 * nothing that is measured depends on it.
 */
package io.entrepot.benchmarks;
