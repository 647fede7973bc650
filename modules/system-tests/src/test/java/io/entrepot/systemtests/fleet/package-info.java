/**
 * Small fleets of related disk images, the same bytes for the same seed. What is done with them does not belong here.
 */
package io.entrepot.systemtests.fleet;
