/**
 * What the parts tell of themselves while they run, over HTTP and JMX. {@link io.entrepot.cli.watch.Watch#OFF} is none of it, and then
 * nothing of it is loaded.
 */
package io.entrepot.cli.watch;
