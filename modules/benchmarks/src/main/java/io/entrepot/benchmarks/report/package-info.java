/** Tables, spreads and units for people to read. Knows nothing of what was measured. */
package io.entrepot.benchmarks.report;
