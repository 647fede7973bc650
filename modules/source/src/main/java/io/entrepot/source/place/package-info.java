/**
 * Which partition an image goes to that nobody placed: known blocks are looked for on its own partition only, so it matters what is
 * there. Where an image has been, and what a user says, do not belong here.
 */
package io.entrepot.source.place;
