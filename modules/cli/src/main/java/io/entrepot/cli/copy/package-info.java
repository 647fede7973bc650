/**
 * A copy in one process: a broker, an agent, a resequencer and a writer over it, from the pre-flight checks to the summary.
 *
 * <p>What belongs here: starting and ending the parts, keeping their state in the interim directory, and bringing their words together.
 * What does not: rendering, options, and any decision about a block or an image, which the parts make.
 */
package io.entrepot.cli.copy;
