/**
 * What is passed on, when, and to what end: one event in, actions out, for one partition.
 *
 * <p>Nothing of Kafka belongs here, no clock, no thread, no input or output: time is an event, and what is remembered
 * lies behind the interfaces in {@link io.entrepot.resequencer.core.Stores}, which the application implements over
 * state stores and tests over sorted maps. A crash between two events loses nothing that those stores hold; what the
 * classes here keep beside them can all be had anew.
 */
package io.entrepot.resequencer.core;
