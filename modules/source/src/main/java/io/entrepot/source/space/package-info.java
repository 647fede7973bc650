/**
 * Whether the brokers have room for what an agent sends: a bound on the interim topic and a floor for the brokers' disks, looked at
 * now and then. What it means for images that sending stands still does not belong here.
 */
package io.entrepot.source.space;
