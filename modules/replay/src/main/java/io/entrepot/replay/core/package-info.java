/** Which images the interim topic can rebuild: records in, verdicts out. No Kafka, no clock and no files belong here. */
package io.entrepot.replay.core;
