/** A fleet to try things on: the same bytes every time. What does not belong here: copying it. */
package io.entrepot.cli.demo;
